import Glibc
import HTTPServer

/// The yardstick: a listener of the same kind that throws every body away.
enum Sink {
    /// Runs until it is killed; the first line on standard error says where.
    static func run() async throws {
        let listener = try HTTPListener(
            options: ListenerOptions(),
            handler: .sync { _ in ServerResponse(status: 200) }
        )
        StandardErrorLine.write("listening otlp-http 127.0.0.1:\(listener.port)")
        while true { try await Task.sleep(for: .seconds(3600)) }
    }
}

private enum StandardErrorLine {
    static func write(_ text: String) {
        let bytes = Array((text + "\n").utf8)
        _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
