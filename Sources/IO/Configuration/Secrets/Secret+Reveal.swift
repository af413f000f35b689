/// Why a secret could not be had.
///
/// Its description never holds the secret.
package struct SecretError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A sentence with what to do.
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}

extension Secret {
    /// Longest secret taken from a file or a command, in bytes.
    static let byteLimit = 64 * 1024

    /// Fetches the secret: reads its file or runs its command.
    ///
    /// Line ends after the secret are dropped. Blocks while a command runs, so call it away from the
    /// screen, once, and keep the result no longer than needed.
    ///
    /// - Parameter timeLimit: How long a command may run before it is killed; when the task is cancelled it is killed too.
    /// - Returns: One line of text, not empty.
    /// - Throws: A sentence, if there is no secret, if its file is open to others, or if it is not
    ///   one line of text.
    package func reveal(timeLimit: Duration) throws(SecretError) -> String {
        let bytes: [UInt8]
        let place: String
        switch source {
        case .given(let text):
            return text
        case .environment(let name, let value):
            guard let value else {
                throw SecretError("The variable \(name), which should hold a secret, is not set.")
            }
            bytes = Array(value.utf8)
            place = "variable \(name)"
        case .file(let path):
            bytes = try SecretFile.read(path)
            place = "file \(path)"
        case .command(let command):
            bytes = try SecretCommand(command, timeLimit: timeLimit).run()
            place = "command `\(command)`"
        }
        return try Self.checked(bytes, from: place)
    }

    private static func checked(
        _ bytes: [UInt8],
        from place: String
    ) throws(SecretError) -> String {
        var trimmed = bytes[...]
        while let last = trimmed.last, last == 0x0A || last == 0x0D { trimmed.removeLast() }
        guard !trimmed.isEmpty else {
            throw SecretError("The \(place) gave nothing; a secret is expected from it.")
        }
        guard trimmed.count <= byteLimit else {
            throw SecretError("The \(place) gave more than 64 kB; one line is expected.")
        }
        guard let text = String(validating: trimmed, as: UTF8.self), isOneLine(text) else {
            throw SecretError("The \(place) gave more than one line of text; one is expected.")
        }
        return text
    }
}
