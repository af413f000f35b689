import Glibc

/// How many bytes the thread of the screen has written so far, as the kernel counts them (`wchar` in proc(5)).
///
/// ncurses does not say how much it writes, and decides what to leave out, repeat and move.
final class WrittenBytes {
    private let file: CInt

    /// Counts what the calling thread writes.
    init() {
        file = open("/proc/thread-self/io", O_RDONLY | O_CLOEXEC)
    }

    deinit {
        if file >= 0 { close(file) }
    }

    /// Nil where the kernel does not say.
    var count: Int? {
        guard file >= 0 else { return nil }
        return withUnsafeTemporaryAllocation(byteCount: 256, alignment: 1) { buffer in
            let length = pread(file, buffer.baseAddress, buffer.count, 0)
            guard length > 0 else { return nil }
            let lines = buffer[..<length].split(separator: UInt8(ascii: "\n"))
            let line = lines.first { $0.starts(with: "wchar: ".utf8) }
            return line.flatMap { Int(String(decoding: $0.dropFirst(7), as: UTF8.self)) }
        }
    }
}
