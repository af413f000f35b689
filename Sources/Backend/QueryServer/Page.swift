import HTTPServer

extension QueryServer {
    /// The page at `/`: what runs here, and the constants by which clients learn of Jaeger's abilities.
    ///
    /// The version stays empty, as in a Jaeger built without one: this is not one of its releases, and clients
    /// then find out by asking.
    var page: ServerResponse {
        let html = """
            <!DOCTYPE html>
            <html lang="en">
            <meta charset="UTF-8">
            <title>\(product)</title>
            <h1>\(product)</h1>
            <p>This is the Jaeger query API without a web page. Run <code>spoor --url</code> with this
            address, or point a Jaeger UI or Grafana's Jaeger data source at it.</p>
            <pre>
            JAEGER_BACKEND_CAPABILITIES = {"archiveStorage":\(archive != nil),"metricsStorage":\(metricsReader != nil),\
            "searchWithoutServiceName":true,"aiAssistant":false};
            JAEGER_VERSION = {"gitCommit":"","gitVersion":"","buildDate":""};
            </pre>
            </html>

            """
        return ServerResponse(
            status: 200,
            headers: ["Content-Type": "text/html; charset=utf-8"],
            body: .bytes(Array(html.utf8))
        )
    }
}
