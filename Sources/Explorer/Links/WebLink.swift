/// An address on the web that may be opened, and what stands for it on screen.
package struct WebLink: Sendable, Equatable {
    /// Of `http` or `https`, in ASCII without blanks and control characters.
    package let url: String
    package let text: String

    /// Longer ones are no addresses; browsers and servers cut them.
    private static let mostBytes = 32_768

    /// nil for what is no address of `http` or `https` with a host, or holds blanks or control characters.
    ///
    /// What has no place in an address is percent-encoded (RFC 3986 §2).
    package init?(_ address: String, text: String? = nil) {
        let schemes = ["http://", "https://"]
        let bytes = address.utf8
        guard bytes.count <= Self.mostBytes,
            let scheme = schemes.first(where: { address.lowercased().hasPrefix($0) }),
            let first = bytes.dropFirst(scheme.utf8.count).first, !"/?#".utf8.contains(first),
            !bytes.contains(where: { $0 <= 0x20 || $0 == 0x7F })
        else { return nil }
        url = Self.encoded(address)
        self.text = text.flatMap { $0.isEmpty ? nil : $0 } ?? address
    }

    private static let digits = Array("0123456789ABCDEF".utf8)
    private static let foreign = Set("\"<>\\^`{|}".utf8)

    private static func encoded(_ address: String) -> String {
        var bytes: [UInt8] = []
        for byte in address.utf8 {
            if byte >= 0x80 || foreign.contains(byte) {
                bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
