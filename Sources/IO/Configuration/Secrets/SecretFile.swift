import Glibc
import SystemErrors

/// Reads a secret from a file that nobody else may read.
enum SecretFile {
    /// The bytes of the file at `path`, at most one more than a secret may have.
    ///
    /// The mode is that of the opened file, not of its name, so it cannot be swapped in between.
    static func read(_ path: String) throws(SecretError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else {
            throw SecretError("The file \(path) cannot be read: \(SystemError.words(errno)).")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw SecretError("The file \(path) cannot be read: \(SystemError.words(errno)).")
        }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            throw SecretError("\(path) is a folder; a file with a secret is expected.")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw SecretError(
                "The file \(path) can be read by other users; run `chmod 600 \(shellQuoted(path))`."
            )
        }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while bytes.count <= Secret.byteLimit {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw SecretError("The file \(path) cannot be read: \(SystemError.words(errno)).")
            }
            guard count > 0 else { break }
            bytes += chunk[..<count]
        }
        return bytes
    }

    /// `text` as one word of a shell.
    static func shellQuoted(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                || (UInt8(ascii: "-")...UInt8(ascii: "9")).contains(byte)
                || byte == UInt8(ascii: "_")
        }
        return isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
    }
}
