/// Text without the secrets that URLs in it carry.
package enum MaskedText {
    private static let mask = "••••"
    /// Parameters of URLs that let someone in, by parts of their names.
    private static let names = [
        "auth", "token", "key", "secret", "passw", "session", "credential", "sig",
    ]

    /// `text`, with the user and password of every URL, and the values of parameters that let someone in, masked.
    ///
    /// - Complexity: O(text).
    package static func masking(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "@")) || text.utf8.contains(UInt8(ascii: "=")) else {
            return text
        }
        return maskingParameters(maskingUsers(text))
    }

    private static func maskingUsers(_ text: String) -> String {
        var masked = ""
        var rest = text[...]
        while let separator = rest.firstRange(of: "://") {
            masked += rest[..<separator.upperBound]
            rest = rest[separator.upperBound...]
            let authority = rest.prefix { !"/?#".contains($0) && !ends($0) }
            var at = authority.lastIndex(of: "@")
            // A password may hold a slash that was not escaped.
            if at == nil, hasPassword(authority) {
                at = rest.prefix { !ends($0) }.lastIndex(of: "@")
            }
            guard let at else { continue }
            masked += mask
            rest = rest[at...]
        }
        return masked + rest
    }

    /// Whether what looks like host and port is a user and the beginning of a password.
    private static func hasPassword(_ authority: Substring) -> Bool {
        guard let colon = authority.firstIndex(of: ":"), !authority.hasPrefix("[") else {
            return false
        }
        return authority[authority.index(after: colon)...].contains { !$0.isNumber }
    }

    private static func maskingParameters(_ text: String) -> String {
        guard text.contains("=") else { return text }
        var masked = ""
        var rest = text[...]
        while let start = rest.firstIndex(where: { "?&#;".contains($0) }) {
            masked += rest[...start]
            rest = rest[rest.index(after: start)...]
            let name = rest.prefix { $0 != "=" && !"?&#;/".contains($0) && !ends($0) }
            guard name.endIndex < rest.endIndex, rest[name.endIndex] == "=" else { continue }
            let lowered = name.lowercased()
            guard names.contains(where: lowered.contains) else { continue }
            masked += name + "=" + mask
            rest = rest[rest.index(after: name.endIndex)...].drop {
                !"&#;".contains($0) && !ends($0)
            }
        }
        return masked + rest
    }

    /// Whether a URL in a sentence ends before this character.
    private static func ends(_ character: Character) -> Bool {
        character.isWhitespace || "\"'`<>”“".contains(character)
    }
}
