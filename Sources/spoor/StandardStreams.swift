import Glibc

/// Where answers go.
enum StandardOutput {
    /// Writes `text`; what a reader that left does not take is dropped without a word.
    ///
    /// Throws a sentence if it cannot be written for any other reason, such as a full disk.
    static func write(_ text: String) throws {
        guard let code = writeAll(text, to: STDOUT_FILENO), code != EPIPE else { return }
        throw OutputError(description: "The answer cannot be written: \(words(code)).")
    }

    private static func words(_ code: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
        let bytes = buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Why an answer did not reach standard output.
struct OutputError: Error, CustomStringConvertible {
    let description: String
}

/// Where everything that is not an answer goes.
enum StandardError {
    /// Writes sentences, one a line, each with the program's name before it.
    static func complain(_ sentences: String) {
        let lines = sentences.split(separator: "\n").map { "spoor: \($0)\n" }
        // Who does not read complaints does not want them.
        _ = writeAll(lines.joined(), to: STDERR_FILENO)
    }
}

/// Writes all of `text` and gives `nil`, or the error number that stopped it.
private func writeAll(_ text: String, to descriptor: Int32) -> Int32? {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        if count > 0 {
            rest = rest.dropFirst(count)
        } else if errno == EAGAIN {
            // The stream's other users made it non-blocking.
            var writable = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            poll(&writable, 1, -1)
        } else if errno != EINTR {
            return errno
        }
    }
    return nil
}
