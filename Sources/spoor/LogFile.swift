import Explorer
import Glibc
import PlainText
import QueryServer
import SystemErrors
import TraceModel

/// The file of `--log`: one line per event, appended.
final class LogFile: Sendable {
    private let path: String
    private let descriptor: Int32
    /// Where lines are reported that could not be written.
    private let unkept: UnkeptState

    /// Opens or makes the file; readable by its owner alone, since requests show what people look for.
    ///
    /// Throws a sentence when it cannot be opened.
    init(path: String, unkept: UnkeptState) throws {
        self.path = path
        self.unkept = unkept
        descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw LogFileError(
                description:
                    "The log file \(path) cannot be opened: \(SystemError.words(errno))."
            )
        }
    }

    deinit { close(descriptor) }

    /// Appends one line; lines of several threads do not mix, since each is one write.
    func write(_ text: String) {
        // It may quote a server, and whoever looks into the log does so on a terminal.
        let words = ShownLine.text(text.split(whereSeparator: \.isNewline).joined(separator: " "))
        let line = Array("\(TimeText.rfc3339(.now)) \(words)\n".utf8)
        let count = line.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        guard count != line.count else { return }
        let reason = count < 0 ? SystemError.words(errno) : "there is no more room"
        unkept.note("some lines of the log are", "cannot write \(path): \(reason)")
    }
}

/// Why there is no log file.
struct LogFileError: Error, CustomStringConvertible {
    let description: String
}
