import Glibc
import SystemErrors

/// One pipe from a child process, with what was read from it so far.
struct Pipe {
    private(set) var reading: Int32 = -1
    private(set) var writing: Int32 = -1
    private(set) var bytes: [UInt8] = []

    /// Whether more may come.
    ///
    /// A closed end is -1, which `poll(2)` passes over.
    var isOpen: Bool { reading >= 0 }

    /// Opens both ends; neither outlives an `exec`.
    mutating func open() throws(SecretError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw SecretError("No pipe can be opened: \(SystemError.words(errno)).")
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (reading, writing) = (ends[0], ends[1])
    }

    /// Takes what is there to read, and closes at the end.
    mutating func take() {
        var chunk = [UInt8](repeating: 0, count: 4096)
        let count = read(reading, &chunk, chunk.count)
        if count > 0 {
            // More than a secret may have is only counted, by one chunk.
            if bytes.count <= Secret.byteLimit { bytes += chunk[..<count] }
        } else if count == 0 || errno != EINTR {
            Glibc.close(reading)
            reading = -1
        }
    }

    /// Writes a few bytes, if anyone reads them.
    func write(_ text: String) {
        guard writing >= 0 else { return }
        _ = Array(text.utf8).withUnsafeBytes { Glibc.write(writing, $0.baseAddress, $0.count) }
    }

    mutating func closeReading() {
        if reading >= 0 { Glibc.close(reading) }
        reading = -1
    }

    mutating func closeWriting() {
        if writing >= 0 { Glibc.close(writing) }
        writing = -1
    }

    mutating func close() {
        closeWriting()
        closeReading()
    }
}
