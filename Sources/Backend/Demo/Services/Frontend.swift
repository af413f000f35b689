/// What a browser talks to: Envoy before the web server.
extension TraceSimulation {
    /// A request of a visitor, from the outside to the answer.
    mutating func visit(
        _ method: String,
        _ route: String,
        path: String? = nil,
        query: String? = nil,
        _ page: (inout TraceSimulation) -> Int
    ) {
        let path = path ?? route
        let proxy = fleet.pick(.frontendProxy, at: offset, &chance)
        _ = serveHTTP(proxy, method, route, path: path, query: query) { trace in
            trace.set("app.country", trace.visitor.country)
            trace.work(0.3)
            return trace.callHTTP(.frontend, method, route, path: path) { trace in
                trace.set("user.id", trace.visitor.userID)
                trace.set("session.id", trace.visitor.sessionID)
                trace.work(1.5)
                let status = page(&trace)
                trace.render()
                return status
            }
        }
    }

    private mutating func render() {
        task("render", function: "renderToPipeableStream") { trace in
            trace.set("app.country", trace.visitor.country)
            trace.set("app.currency", trace.visitor.currency)
            trace.work(4.5, spread: 0.5)
        }
    }
}
