import HTTPServer
import Synchronization
import TestSupport
import TraceModel

/// A server of the v3 family that answers as a test says, and remembers what it was asked.
final class ScriptedServer: Sendable {
    /// Runs on the listener's own thread, so that busy tests do not make the server slow.
    typealias Script = @Sendable (ServerRequest) -> ServerResponse?

    private final class Log: Sendable {
        let requests = Mutex<[ServerRequest]>([])
    }

    private let listener: HTTPListener
    private let log = Log()

    /// Asks `script` first; what it leaves open is answered like by a Jaeger with summaries and without traces.
    init(_ script: @escaping Script = { _ in nil }) throws {
        let log = log
        listener = try HTTPListener(
            options: ListenerOptions(),
            handler: .sync { request in
                log.requests.withLock { $0.append(request) }
                return script(request) ?? Self.usual(request)
            }
        )
    }

    var url: String { "http://127.0.0.1:\(listener.port)" }
    var port: Int { listener.port }

    var requests: [ServerRequest] { log.requests.withLock { $0 } }

    /// How often a path was asked.
    func count(_ path: String) -> Int { requests.count { $0.path == path } }

    private static func usual(_ request: ServerRequest) -> ServerResponse {
        switch request.path {
        case "/api/v3/services": return .json(#"{"services":["a"]}"#)
        case "/api/v3/trace-summaries" where request.rawQuery == nil:
            return .text(400, #"{"error":{"httpCode":400,"message":"times are required"}}"#)
        case "/api/v3/trace-summaries": return .json(#"{"summaries":[]}"#)
        default: return .text(404, "404 page not found\n")
        }
    }
}

extension ServerResponse {
    static func json(_ text: String, headers: ServerHeaders = [:]) -> ServerResponse {
        var headers = headers
        headers["Content-Type"] = "application/json"
        return ServerResponse(status: 200, headers: headers, body: .bytes(Array(text.utf8)))
    }

    /// Sends `text` once `condition` has come to an end, which it does early when the client leaves.
    static func late(
        _ text: String = "",
        after condition: @escaping @Sendable () async -> Void
    ) -> ServerResponse {
        ServerResponse(
            status: 200,
            headers: ["Content-Type": "application/json"],
            body: .stream(length: nil) { writer in
                await condition()
                try await writer.write(Array(text.utf8))
            }
        )
    }

    /// Promises `length` bytes, sends `text` and breaks off.
    static func brokenOff(_ text: String, length: UInt64) -> ServerResponse {
        ServerResponse(
            status: 200,
            headers: ["Content-Type": "application/json"],
            body: .stream(length: length) { writer in
                if !text.isEmpty { try await writer.write(Array(text.utf8)) }
                throw BreakOff()
            }
        )
    }
}

private struct BreakOff: Error {}

/// One span as OTLP JSON, with the v3 envelope open at its end.
let spanOfV3 = """
    {"result":{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":\
    {"stringValue":"a"}}]},"scopeSpans":[{"scope":{},"spans":[{"traceId":\
    "0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331","name":"GET /","kind":2,\
    "startTimeUnixNano":"1795250795098898000","endTimeUnixNano":"1795250795099898000"}
    """
let wholeTraceOfV3 = spanOfV3 + "]}]}]}}"
let traceOfV3 = TraceID(high: 0x0af7_6519_16cd_43dd, low: 0x8448_eb21_1c80_319c)
