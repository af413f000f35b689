import Glibc
import SystemErrors

/// The bytes of one file as they are, from beginning to end.
///
/// Belongs on a thread that may block.
final class FileBytes: ByteSource {
    private let descriptor: Int32
    private let wait: FileWait

    /// Whether what is not there yet need not be waited for: it is a file, not a pipe.
    var isPrompt: Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// Opens `path`; `-` is standard input.
    init(path: String, wait: FileWait) throws(FileFailure) {
        self.wait = wait
        descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFailure(message: SystemError.phrase(errno)) }
        // The sender goes on while a piece is being worked on; what is no pipe refuses, and stays as it is.
        _ = fcntl(descriptor, Self.setPipeSize, Int32(1 << 20))
    }

    /// `F_SETPIPE_SZ` of Linux, which its header keeps from Swift.
    private static let setPipeSize: Int32 = 1031

    deinit {
        if descriptor > 0 { close(descriptor) }
    }

    func next(_ welcome: Int) throws(FileFailure) -> [UInt8]? {
        guard wait.bytes(of: descriptor) else {
            throw FileFailure(message: "it was not read to its end")
        }
        while true {
            var code: Int32 = 0
            var count = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: welcome) { buffer, initialized in
                count = read(descriptor, buffer.baseAddress, buffer.count)
                code = errno
                initialized = max(0, count)
                if count > 0, count < buffer.count { gather(into: buffer, &initialized) }
            }
            if count < 0, code == EINTR { continue }
            guard count >= 0 else { throw FileFailure(message: SystemError.phrase(code)) }
            return count > 0 ? bytes : nil
        }
    }

    /// Takes what a pipe gives right behind its first bytes: large pieces are read on all cores.
    ///
    /// An end or an error comes with the next piece.
    private func gather(into buffer: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int) {
        guard buffer.count >= Self.largePiece else { return }
        let end = ContinuousClock.now + Self.longestGathering
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while count < buffer.count, poll(&waiting, 1, 1) > 0, waiting.revents & Int16(POLLIN) != 0 {
            let more = read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
            guard more > 0 else { return }
            count += more
            if end <= .now { return }
        }
    }

    /// Who wants fewer bytes wants the first ones soon.
    private static let largePiece = 1 << 20
    /// Short enough for progress to be seen.
    private static let longestGathering = Duration.milliseconds(20)
}
