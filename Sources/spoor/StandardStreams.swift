import Glibc
import SystemErrors
import TerminalText

/// Where answers go.
enum StandardOutput {
    /// Writes `text`; what a reader that left does not take is dropped without a word.
    ///
    /// Throws a sentence if it cannot be written for any other reason, such as a full disk.
    static func write(_ text: String) throws {
        _ = try write(Array(text.utf8))
    }

    /// The same of bytes; false when the reader has left.
    static func write(_ bytes: [UInt8]) throws -> Bool {
        guard let code = writeAll(bytes[...], to: STDOUT_FILENO) else { return true }
        guard code != EPIPE else { return false }
        throw OutputError(description: "The answer cannot be written: \(SystemError.words(code)).")
    }

    /// False when standard output is a pipe that nobody reads any more.
    static var isRead: Bool {
        var state = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
        return poll(&state, 1, 0) < 1 || Int32(state.revents) & POLLERR == 0
    }

    /// The width of the terminal that standard output is; nil when it is not a terminal.
    ///
    /// A terminal that does not know its width has that of `COLUMNS`, or 80.
    static func columns(environment: [String: String]) -> Int? {
        guard isatty(STDOUT_FILENO) == 1 else { return nil }
        var size = winsize()
        if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
            return Int(size.ws_col)
        }
        return environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } ?? 80
    }
}

/// Why an answer did not reach standard output.
struct OutputError: Error, CustomStringConvertible {
    let description: String
}

/// Where everything that is not an answer goes.
enum StandardError {
    /// Writes one line of ours as it is.
    static func write(_ line: String) {
        // Nothing is lost when nobody reads it.
        _ = writeAll(Array((line + "\n").utf8)[...], to: STDERR_FILENO)
    }

    /// Writes sentences, one per line, each with the program's name before it.
    ///
    /// They may quote anyone, so they are made safe to show, and URLs in them lose their secrets.
    static func complain(_ sentences: String, glyphs: GlyphSet = .unicode) {
        let lines = sentences.split(whereSeparator: \.isNewline).map {
            "spoor: \(ShownLine.text(String($0), glyphs: glyphs))\n"
        }
        // Nothing is lost when nobody reads it.
        _ = writeAll(Array(lines.joined().utf8)[...], to: STDERR_FILENO)
    }
}

/// Writes all of `bytes` and gives `nil`, or the error number that stopped it.
func writeAll(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Int32? {
    var rest = bytes
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        if count > 0 {
            rest = rest.dropFirst(count)
        } else if errno == EAGAIN {
            // Another process that shares the stream has made it non-blocking.
            var writable = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            poll(&writable, 1, -1)
        } else if errno != EINTR {
            return errno
        }
    }
    return nil
}
