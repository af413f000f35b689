import HTTPServer

extension HTTPListener {
    /// A listener on a free port of 127.0.0.1.
    static func make(
        _ adjust: (inout ListenerOptions) -> Void = { _ in },
        handler: @escaping @Sendable (ServerRequest) async -> ServerResponse
    ) throws -> HTTPListener {
        var options = ListenerOptions()
        adjust(&options)
        return try HTTPListener(options: options, handler: .async(handler))
    }
}
