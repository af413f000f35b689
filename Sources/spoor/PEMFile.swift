import Glibc
import SystemErrors
import TraceModel

/// A file of certificates or a key.
enum PEMFile {
    /// Whom this machine trusts, as Debian's `ca-certificates` keeps them.
    static let systemAuthorities = "/etc/ssl/certs/ca-certificates.crt"

    /// More is no file of certificates.
    private static let mostBytes = 16 << 20

    /// The text of the file at `path`.
    ///
    /// Throws a sentence when it cannot be read.
    static func text(at path: String) throws(TraceReaderError) -> String {
        guard let file = fopen(path, "re") else {
            throw TraceReaderError(
                .badCredentials,
                "\(path) cannot be read: \(SystemError.phrase(errno))"
            )
        }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while bytes.count < mostBytes {
            let count = fread(&chunk, 1, chunk.count, file)
            guard count > 0 else { break }
            bytes += chunk[..<count]
        }
        guard ferror(file) == 0, let text = String(validating: bytes, as: UTF8.self),
            text.contains("-----BEGIN ")
        else {
            throw TraceReaderError(
                .badCredentials,
                "\(path) is no file of certificates or keys (PEM)"
            )
        }
        return text
    }
}
