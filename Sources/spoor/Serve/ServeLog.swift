import BackendWiring
import Collector
import Commands
import QueryServer
import TraceModel
import WireFormats

/// The log of a backend, one line per event: on standard error unless `print` says otherwise.
struct ServeLog: Sendable {
    enum Level: String {
        case info
        case warning
    }

    let format: ServeRequest.LogFormat
    /// Takes one line without its end.
    var print: @Sendable (String) -> Void = { StandardError.write($0) }

    /// Logs that a listener is ready; programs wait for the line of the text format.
    func ready(_ listener: BackendListener) {
        switch format {
        case .text: print("listening \(listener.name) \(listener.address)")
        case .json:
            write(
                .info,
                "listening",
                [("listener", listener.name), ("address", listener.address)]
            )
        }
    }

    func write(_ level: Level, _ message: String, _ fields: [(String, String)] = []) {
        let time = RFC3339.text(of: .now)
        let words = message.split(whereSeparator: \.isNewline).joined(separator: " ")
        switch format {
        case .text:
            let more = fields.map { " \($0.0)=\($0.1)" }.joined()
            print(ShownLine.text("\(time) \(level.rawValue): \(words)\(more)"))
        case .json:
            let line = JSONWriter.document { writer in
                writer.object { writer in
                    writer.field("time", time)
                    writer.field("level", level.rawValue)
                    writer.field("message", words)
                    for (key, value) in fields { writer.field(text: key, value) }
                }
            }
            print(String(decoding: JSONString.escapingInvisible(line), as: UTF8.self))
        }
    }

    /// Writes what an operator should know about storing spans.
    func write(_ event: StorageExporter.Event) {
        switch event {
        case .writeFailed(let message, let willRetry):
            write(.warning, "a write to the store failed: \(message)", [("retry", "\(willRetry)")])
        case .spansRefused(let count, let reason):
            write(.warning, "the store refused spans: \(reason)", [("spans", "\(count)")])
        case .spansDropped(let count):
            write(.warning, "spans were dropped", [("spans", "\(count)")])
        }
    }
}
