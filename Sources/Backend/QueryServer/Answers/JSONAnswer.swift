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

    /// Traces as `document`, spread over lines if `isPretty`.
    ///
    /// An answer of one piece is sent with its length; a longer one is encoded while the client reads.
    static func streaming(
        _ traces: FoundTraces,
        as document: any TraceDocument,
        isPretty: Bool = false
    ) -> ServerResponse {
        var encoder = Encoder(
            base: TraceEncoder(traces, as: document),
            indenter: isPretty ? JSONIndenter(width: indentation) : nil
        )
        let first = encoder.next() ?? []
        guard let second = encoder.next() else { return of(first) }
        let rest = encoder
        return ServerResponse(
            status: 200,
            headers: ["Content-Type": "application/json"],
            body: .stream(length: nil) { writer in
                try await writer.write(first)
                try await writer.write(second)
                var encoder = rest
                while let piece = encoder.next() { try await writer.write(piece) }
            }
        )
    }

    /// An encoder whose pieces are indented if `isPretty`.
    private struct Encoder: Sendable {
        var base: TraceEncoder
        var indenter: JSONIndenter?

        mutating func next() -> [UInt8]? {
            guard let piece = base.next() else { return nil }
            return indenter?.indent(piece) ?? piece
        }
    }
}
