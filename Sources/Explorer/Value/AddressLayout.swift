/// Takes an address of the web apart: the address itself, then its parts in lines, parameters decoded.
enum AddressLayout {
    /// More parameters than this are no query that anyone reads.
    private static let mostParameters = 1000

    /// The parts below the address; nil for what is no address of `http` or `https`, or has a host alone.
    static func layOut(_ text: String) -> String? {
        guard WebLink(text) != nil, let scheme = text.firstRange(of: "://") else { return nil }
        var rest = text[scheme.upperBound...]
        let fragment = cut(&rest, at: "#")
        let query = cut(&rest, at: "?")
        let path = rest.firstIndex(of: "/").map { String(rest[$0...]) } ?? ""
        let host = rest.prefix { $0 != "/" }
        guard query != nil || fragment != nil || path.count > 1 else { return nil }
        var pairs = [("scheme", String(text[..<scheme.lowerBound])), ("host", String(host))]
        if !path.isEmpty { pairs.append(("path", decoded(path))) }
        if let fragment { pairs.append(("fragment", decoded(String(fragment)))) }
        var lines = [text, ""] + aligned(pairs, indent: "")
        if let query {
            let parameters = query.split(separator: "&").prefix(mostParameters).map {
                parameter -> (String, String) in
                let key = parameter.prefix { $0 != "=" }
                let value = parameter.dropFirst(key.count + 1)
                return (decoded(String(key), isForm: true), decoded(String(value), isForm: true))
            }
            lines += ["query"] + aligned(parameters, indent: "  ")
        }
        return lines.joined(separator: "\n")
    }

    /// Takes off what follows `sign`, if it occurs.
    private static func cut(_ text: inout Substring, at sign: Character) -> Substring? {
        guard let place = text.firstIndex(of: sign) else { return nil }
        defer { text = text[..<place] }
        return text[text.index(after: place)...]
    }

    private static func aligned(_ pairs: [(String, String)], indent: String) -> [String] {
        let width = min(24, pairs.map { $0.0.count }.max() ?? 0)
        return pairs.map { key, value in
            let blanks = String(repeating: " ", count: max(0, width - key.count) + 2)
            return value.isEmpty ? indent + key : indent + key + blanks + value
        }
    }

    /// `text` with its percent signs decoded (RFC 3986 §2.1), and `+` in forms.
    ///
    /// What is no UTF-8 then, or more than one line, stays as it is.
    private static func decoded(_ text: String, isForm: Bool = false) -> String {
        let bytes = Array(text.utf8)
        var plain: [UInt8] = []
        var place = 0
        while place < bytes.count {
            let byte = bytes[place]
            if byte == UInt8(ascii: "%"), place + 2 < bytes.count,
                let high = Character(UnicodeScalar(bytes[place + 1])).hexDigitValue,
                let low = Character(UnicodeScalar(bytes[place + 2])).hexDigitValue
            {
                plain.append(UInt8(high << 4 | low))
                place += 3
                continue
            }
            plain.append(isForm && byte == UInt8(ascii: "+") ? 0x20 : byte)
            place += 1
        }
        guard let whole = String(validating: plain, as: UTF8.self) else { return text }
        // A line feed of the value would look like another part.
        return whole.contains(where: \.isNewline) ? text : whole
    }
}
