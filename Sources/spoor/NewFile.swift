import Glibc
import SystemErrors

/// A file under a temporary name that takes its real one when it is complete; until then the old one stays.
final class NewFile {
    private let path: String
    private let temporary: [CChar]
    private let descriptor: Int32
    private var isFinished = false

    init(beside path: String) throws {
        self.path = path
        var name = Array((path + ".XXXXXX").utf8CString)
        descriptor = mkstemp(&name)
        temporary = name
        guard descriptor >= 0 else { throw failure(errno) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if descriptor >= 0 && !isFinished { unlink(temporary) }
    }

    func write(_ bytes: [UInt8]) throws {
        if let code = writeAll(bytes[...], to: descriptor) { throw failure(code) }
    }

    /// Gives the file its name; a private one stays readable by its owner alone.
    func finish(isPrivate: Bool = false) throws {
        if !isPrivate {
            // What mkstemp makes is the owner's alone; others may see what the user's own mask lets them.
            let mask = umask(0)
            umask(mask)
            fchmod(descriptor, 0o666 & ~mask)
        }
        guard rename(temporary, path) == 0 else { throw failure(errno) }
        isFinished = true
    }

    private func failure(_ code: Int32) -> SaveError {
        SaveError("cannot write \(path): \(SystemError.words(code))")
    }
}
