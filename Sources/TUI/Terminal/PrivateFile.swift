import Glibc
import SystemErrors

/// A file that another program reads: only the user may, nobody is meant to write it, and it is gone with the value.
struct PrivateFile: ~Copyable {
    let path: String

    /// Makes a file of a name of its own, where `environment` says that such files belong: `XDG_RUNTIME_DIR`, which is of the user
    /// alone and seldom on disk, else `TMPDIR`, else `/tmp`.
    ///
    /// - Throws: Why none of them takes it, in words.
    init(
        _ bytes: [UInt8],
        suffix: String,
        environment: [String: String]
    ) throws(PrivateFileError) {
        let named = [environment["XDG_RUNTIME_DIR"], environment["TMPDIR"]].compactMap { $0 }
        for folder in named where folder.hasPrefix("/") {
            if let path = try? Self.make(bytes, in: folder, suffix) {
                self.path = path
                return
            }
        }
        path = try Self.make(bytes, in: "/tmp", suffix)
    }

    deinit { unlink(path) }

    private static func make(
        _ bytes: [UInt8],
        in folder: String,
        _ suffix: String
    ) throws(PrivateFileError) -> String {
        var name = Array("\(folder)/spoor-XXXXXX\(suffix)".utf8CString)
        let file = mkstemps(&name, Int32(suffix.utf8.count))
        guard file >= 0 else {
            throw PrivateFileError(folder: folder, reason: SystemError.words(errno))
        }
        defer { close(file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let reason = SystemError.words(errno)
                unlink(name)
                throw PrivateFileError(folder: folder, reason: reason)
            }
            rest = rest.dropFirst(count)
        }
        fchmod(file, 0o400)
        return String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

struct PrivateFileError: Error, CustomStringConvertible {
    let folder: String
    let reason: String

    var description: String { "no file can be written to \(folder): \(reason)" }
}
