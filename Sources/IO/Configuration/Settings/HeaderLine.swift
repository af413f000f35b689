/// A request header that a setting adds.
package struct HeaderLine: Sendable, CustomStringConvertible {
    package let name: String
    package let value: Secret

    /// Reads `Name: value`.
    ///
    /// The name is an RFC 9110 token; the value has no control characters, so it cannot smuggle in
    /// another header.
    init?(_ line: String) {
        guard let colon = line.firstIndex(of: ":") else { return nil }
        let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
        self.init(name: String(line[..<colon]), value: .given(String(value)))
    }

    init?(name: String, value: Secret) {
        guard !name.isEmpty, name.utf8.allSatisfy(Self.isTokenByte) else { return nil }
        if let given = value.givenText, !Secret.isOneLine(given) { return nil }
        self.name = name
        self.value = value
    }

    /// Whether the value stands here in plain text and the name says that it lets someone in.
    var isCredential: Bool {
        guard value.givenText != nil else { return false }
        let lowered = name.lowercased()
        return ["auth", "token", "key", "secret", "cookie", "passw", "session", "credential"]
            .contains { lowered.contains($0) }
    }

    /// `Name: ••••`: any value may be a secret, whatever its name.
    package var description: String { "\(name): \(value)" }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: Array("!#$%&'*+-.^_`|~".utf8).contains(byte)
        }
    }
}
