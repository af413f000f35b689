import HTTPServer
import TraceModel
import WireFormats

/// Answers whose body is JSON.
enum JSONAnswer {
    static func of(
        _ bytes: [UInt8],
        status: Int = 200,
        contentType: String = "application/json"
    ) -> ServerResponse {
        var headers: ServerHeaders = ["Content-Type": contentType]
        // Jaeger's errors are JSON labelled as text; this keeps browsers from guessing another type.
        if status >= 400 { headers["X-Content-Type-Options"] = "nosniff" }
        return ServerResponse(status: status, headers: headers, body: .bytes(bytes))
    }

    /// Blanks per level where a client asks for a layout.
    static let indentation = 4

    /// An object of what `write` writes, labelled as text, with a line end: the form of Jaeger's errors.
    static func error(
        _ status: Int,
        _ write: (inout JSONWriter) -> Void
    ) -> ServerResponse {
        let document = JSONWriter.document { writer in
            writer.object(write)
            writer.newline()
        }
        return of(document, status: status, contentType: "text/plain; charset=utf-8")
    }
}
