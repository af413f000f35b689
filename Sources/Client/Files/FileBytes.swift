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
    }

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
            }
            if count < 0, code == EINTR { continue }
            guard count >= 0 else { throw FileFailure(message: SystemError.phrase(code)) }
            return count > 0 ? bytes : nil
        }
    }
}
