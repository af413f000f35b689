import HTTPClient
import HTTPServer
import TestSupport

extension HTTPListener {
    /// A listener on a free port of 127.0.0.1.
    static func make(
        _ adjust: (inout ListenerOptions) throws -> Void = { _ in },
        handler: @escaping @Sendable (ServerRequest) async -> ServerResponse
    ) throws -> HTTPListener {
        var options = ListenerOptions()
        try adjust(&options)
        return try HTTPListener(options: options, handler: .async(handler))
    }

    func url(_ rest: String) -> String { "http://127.0.0.1:\(port)\(rest)" }
}

extension LoopbackServer {
    func url(_ rest: String) -> String { "http://127.0.0.1:\(port)\(rest)" }
}

extension HTTPTransport {
    /// A transport that no proxy of the environment can lead astray.
    static func direct(_ adjust: (inout TransportOptions) -> Void = { _ in }) -> HTTPTransport {
        var options = TransportOptions()
        options.proxy = .none
        adjust(&options)
        return HTTPTransport(options: options)
    }
}

extension ClientResponse {
    func text() async throws(TransportError) -> String {
        String(decoding: try await collect(limit: 1 << 20), as: UTF8.self)
    }
}

extension ClientRequest {
    init(url: String) { self.init("GET", url) }
}
