import HTTPServer
import WireFormats

/// Something that is encoded a piece at a time.
protocol PieceEncoder: Sendable {
    /// The next piece; nil when everything was given.
    mutating func next() -> [UInt8]?
}

extension JaegerJSONEncoder: PieceEncoder {}
extension OTLPJSONEncoder: PieceEncoder {}

/// Answers whose body is JSON.
enum JSONAnswer {
    static func of(
        _ bytes: [UInt8],
        status: Int = 200,
        contentType: String = "application/json"
    ) -> ServerResponse {
        var headers: ServerHeaders = ["Content-Type": contentType]
        // Errors are JSON that calls itself text; browsers shall believe it.
        if status >= 400 { headers["X-Content-Type-Options"] = "nosniff" }
        return ServerResponse(status: status, headers: headers, body: .bytes(bytes))
    }

    /// What `write` writes.
    static func writing(_ write: (inout JSONWriter) -> Void) -> ServerResponse {
        var writer = JSONWriter()
        write(&writer)
        return of(writer.take())
    }

    /// One piece goes at once with its length, more are encoded while the client reads.
    static func streaming(_ encoder: some PieceEncoder) -> ServerResponse {
        var encoder = encoder
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
}
