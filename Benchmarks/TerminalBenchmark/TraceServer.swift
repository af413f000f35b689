import Foundation
import HTTPServer

/// A server of one trace in the older family of the query API, as fast as the loopback is.
struct TraceServer {
    private let listener: HTTPListener

    /// Serves the Jaeger JSON in `file` for every trace id.
    init(file: URL) throws {
        let body = [UInt8](try Data(contentsOf: file, options: .mappedIfSafe))
        listener = try HTTPListener(
            options: ListenerOptions(),
            handler: .async { request in
                let json: ServerHeaders = ["Content-Type": "application/json"]
                switch request.path {
                case "/api/services":
                    let list = Array(#"{"data":["bench"],"total":1,"errors":null}"#.utf8)
                    return ServerResponse(status: 200, headers: json, body: .bytes(list))
                case let path where path.hasPrefix("/api/traces/"):
                    let pieces: @Sendable (ResponseWriter) async throws -> Void = { writer in
                        for start in stride(from: 0, to: body.count, by: 1 << 18) {
                            try await writer.write(
                                Array(body[start..<min(body.count, start + 1 << 18)])
                            )
                        }
                    }
                    return ServerResponse(
                        status: 200,
                        headers: json,
                        body: .stream(length: UInt64(body.count), pieces)
                    )
                default: return .text(404, "404 page not found\n")
                }
            }
        )
    }

    var url: String { "http://127.0.0.1:\(listener.port)" }
}
