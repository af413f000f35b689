/// What a request line asks for (RFC 9112 §3.2), taken apart and decoded without ever failing.
package struct RequestTarget: Sendable, Hashable {
    /// One `name=value` of the query, decoded; a bare name has the empty value.
    package struct QueryItem: Sendable, Hashable {
        package var name: String
        package var value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The target as it was sent, its invalid UTF-8 replaced.
    package let raw: String
    /// The path as it was sent, percent-escapes and all; `/` when an absolute target has none.
    package let rawPath: String
    /// The path decoded.
    ///
    /// An encoded slash cannot be told from a plain one here: route by ``rawPath`` where it matters.
    package let path: String
    /// What follows the first `?`, undecoded; nil without one.
    package let rawQuery: String?
    /// The host and port of an absolute target (`GET http://host:port/path`); nil for others.
    package let authority: String?

    package init(_ raw: String) {
        self.raw = raw
        let parts = raw.utf8.split(
            separator: UInt8(ascii: "?"),
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        let (authority, sent) = Self.split(parts.first ?? raw.utf8[...])
        self.authority = authority
        rawPath = String(decoding: sent, as: UTF8.self)
        path = Self.decode(sent, plusIsSpace: false)
        rawQuery = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : nil
    }

    /// The query in its order, duplicates kept, `+` read as a space, split at `&` alone.
    ///
    /// - Complexity: O(length of the query), at each call.
    package var queryItems: [QueryItem] {
        guard let rawQuery else { return [] }
        return rawQuery.utf8.split(separator: UInt8(ascii: "&")).map { piece in
            let sides = piece.split(
                separator: UInt8(ascii: "="),
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            return QueryItem(
                name: Self.decode(sides[0], plusIsSpace: true),
                value: sides.count > 1 ? Self.decode(sides[1], plusIsSpace: true) : ""
            )
        }
    }

    /// Decodes percent-escapes once; malformed ones stay as they are, invalid UTF-8 is replaced.
    package static func decode(_ text: some Collection<UInt8>, plusIsSpace: Bool) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var index = text.startIndex
        while index != text.endIndex {
            let byte = text[index]
            text.formIndex(after: &index)
            if byte == UInt8(ascii: "%"), let (value, end) = escape(in: text, at: index) {
                bytes.append(value)
                index = end
            } else {
                bytes.append(plusIsSpace && byte == UInt8(ascii: "+") ? 0x20 : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The value of two hexadecimal digits and where they end.
    private static func escape<Text: Collection<UInt8>>(
        in text: Text,
        at start: Text.Index
    ) -> (value: UInt8, end: Text.Index)? {
        var value: UInt8 = 0
        var index = start
        for _ in 0..<2 {
            guard index != text.endIndex, let digit = hexDigit(text[index]) else { return nil }
            value = value << 4 | digit
            text.formIndex(after: &index)
        }
        return (value, index)
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// The authority and the path of an absolute-form target (`GET http://host/path`), or the text itself.
    private static func split(
        _ text: Substring.UTF8View
    ) -> (authority: String?, path: Substring.UTF8View) {
        for scheme in ["http://", "https://"] {
            let head = text.prefix(scheme.utf8.count)
            guard ServerHeaders.same(String(decoding: head, as: UTF8.self), scheme) else {
                continue
            }
            let rest = text.dropFirst(scheme.utf8.count)
            guard let slash = rest.firstIndex(of: UInt8(ascii: "/")) else {
                return (String(decoding: rest, as: UTF8.self), "/"[...].utf8)
            }
            return (String(decoding: rest[..<slash], as: UTF8.self), rest[slash...])
        }
        return (nil, text)
    }
}
