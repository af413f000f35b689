import Foundation
package import HTTPServer
import Synchronization

/// Answers on loopback like a recorded server: status, headers and body of the very question.
///
/// What was not recorded gets 501, never the answer to something similar. See ``RecordedQuestion`` for what
/// makes two questions the same.
package final class ReplayServer: Sendable {
    /// Looks at a request first; an answer of its own takes the place of the recording.
    package typealias Interception = @Sendable (ServerRequest) -> ServerResponse?

    private final class Log: Sendable {
        let lines = Mutex<[String]>([])
    }

    private let listener: HTTPListener
    private let log: Log

    /// Starts to answer from the folder *`set`* of `Tests/Fixtures`, whose `manifest.jsonl` must be there.
    package init(
        set: String,
        port: Int = 0,
        tls: ListenerOptions.TLS? = nil,
        intercept: Interception? = nil
    ) throws {
        let recording = try Recording.of(set)
        let log = Log()
        var options = ListenerOptions()
        options.port = port
        options.tls = tls
        listener = try HTTPListener(
            options: options,
            handler: .sync { request in
                let (name, response) =
                    intercept?(request).map { ("intercepted", $0) } ?? recording.answer(request)
                let method = request.head.isHead ? "HEAD" : request.method
                log.lines.withLock {
                    $0.append("\(response.status) \(name) \(method) \(request.head.target.raw)")
                }
                return response
            }
        )
        self.log = log
    }

    /// The URL of the server itself, without base path or slash at its end.
    package var url: String { "http://127.0.0.1:\(listener.port)" }

    package var port: Int { listener.port }

    /// A line per request: status, name of the recording, method and target.
    package var asked: [String] { log.lines.withLock { $0 } }

    package func stop() async { await listener.stop() }
}
