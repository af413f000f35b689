import Glibc
import SystemErrors

/// The file of `spoor demo --manifest`.
enum ManifestFile {
    /// Writes a new file, or overwrites an existing one.
    ///
    /// Throws a sentence that names the file.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw ManifestFileError(path: path, code: errno) }
        defer { Glibc.close(descriptor) }
        if let code = writeAll(bytes[...], to: descriptor) {
            throw ManifestFileError(path: path, code: code)
        }
    }
}

/// Why there is no manifest.
struct ManifestFileError: Error, CustomStringConvertible {
    let path: String
    let code: Int32

    var description: String {
        "The manifest \(path) cannot be written: \(SystemError.words(code)); name another "
            + "file with --manifest PATH."
    }
}
