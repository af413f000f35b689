/// Reads an object as Node's `util.inspect` prints it, which is not JSON: keys without quotes, texts in single ones, `undefined`,
/// names of classes before objects, and texts cut into pieces joined by `+`.
///
/// What it cut off (`[Object]`, `... 3 more items`) is kept as the words that it wrote.
struct InspectText {
    private let bytes: [UInt8]
    private var at = 0

    private static let deepest = 64

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The object in `bytes`; nil if they are none.
    static func parse(_ bytes: [UInt8]) -> JSONValue? {
        var reader = InspectText(bytes)
        reader.skipBlanks()
        guard reader.next == UInt8(ascii: "{") else { return nil }
        return reader.value(depth: 0)
    }

    private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

    /// White space, and the colours that a terminal would show.
    private mutating func skipBlanks() {
        while let byte = next {
            if byte == 0x1B {
                while let byte = next, byte != UInt8(ascii: "m") { at += 1 }
                at += 1
            } else if byte <= 0x20 {
                at += 1
            } else {
                return
            }
        }
    }

    private mutating func value(depth: Int) -> JSONValue? {
        skipBlanks()
        guard depth < Self.deepest, let byte = next else { return nil }
        switch byte {
        case UInt8(ascii: "{"): return object(depth: depth)
        case UInt8(ascii: "["): return list(depth: depth)
        case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): return quoted()
        default: return word(depth: depth)
        }
    }

    private mutating func object(depth: Int) -> JSONValue? {
        at += 1
        var members: [JSONMember] = []
        while true {
            skipBlanks()
            guard let byte = next else { return nil }
            if byte == UInt8(ascii: "}") {
                at += 1
                return .object(members)
            }
            if byte == UInt8(ascii: ",") {
                at += 1
                continue
            }
            guard let key = key() else { return nil }
            skipBlanks()
            if next == UInt8(ascii: ":") {
                at += 1
            } else if next == UInt8(ascii: "="), at + 1 < bytes.count,
                bytes[at + 1] == UInt8(ascii: ">")
            {
                // The entries of a map.
                at += 2
            } else {
                // What stands there without a value says what was left out.
                continue
            }
            guard let value = value(depth: depth + 1) else { return nil }
            // What is undefined is not there.
            if value != .undefined { members.append(JSONMember(key: key, value: value)) }
        }
    }

    private mutating func list(depth: Int) -> JSONValue? {
        at += 1
        var elements: [JSONValue] = []
        while true {
            skipBlanks()
            guard let byte = next else { return nil }
            if byte == UInt8(ascii: "]") {
                at += 1
                return .array(elements)
            }
            if byte == UInt8(ascii: ",") {
                at += 1
                continue
            }
            guard let value = value(depth: depth + 1) else { return nil }
            elements.append(value)
        }
    }

    private mutating func key() -> String? {
        guard let byte = next else { return nil }
        if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") { return quoted()?.string }
        let start = at
        while let byte = next, byte > 0x20,
            ![0x2C, 0x3A, 0x7B, 0x7D, 0x5B, 0x5D, 0x3D].contains(byte)
        {
            at += 1
        }
        if at == start { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    /// A text, with the pieces that `+` joins to it.
    private mutating func quoted() -> JSONValue? {
        var text: [UInt8] = []
        while let quote = next {
            at += 1
            while let byte = next, byte != quote {
                at += 1
                if byte == UInt8(ascii: "\\") { unescape(into: &text) } else { text.append(byte) }
            }
            guard next == quote else { return nil }
            at += 1
            let end = at
            skipBlanks()
            guard next == UInt8(ascii: "+") else {
                at = end
                break
            }
            at += 1
            skipBlanks()
            guard let more = next,
                more == UInt8(ascii: "'") || more == UInt8(ascii: "\"") || more == UInt8(ascii: "`")
            else { return nil }
        }
        return .string(String(decoding: text, as: UTF8.self))
    }

    private mutating func unescape(into text: inout [UInt8]) {
        guard let byte = next else { return }
        at += 1
        switch byte {
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "v"): text.append(0x0B)
        case UInt8(ascii: "x"): append(hexDigits: 2, to: &text)
        case UInt8(ascii: "u"): append(hexDigits: 4, to: &text)
        default: text.append(byte)
        }
    }

    private mutating func append(hexDigits count: Int, to text: inout [UInt8]) {
        let end = min(bytes.count, at + count)
        let digits = String(decoding: bytes[at..<end], as: UTF8.self)
        guard let code = UInt32(digits, radix: 16) else {
            return text.append(contentsOf: digits.utf8)
        }
        at = end
        text.append(contentsOf: String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8)
    }

    /// A number, a word of the language, or a name before an object or a list.
    private mutating func word(depth: Int) -> JSONValue? {
        let start = at
        while let byte = next, byte != 0x0A, byte != 0x1B,
            ![0x2C, 0x7B, 0x7D, 0x5B, 0x5D].contains(byte)
        {
            at += 1
        }
        guard at > start else { return nil }
        if next == UInt8(ascii: "{") || next == UInt8(ascii: "[") { return value(depth: depth + 1) }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        let word = String(text.reversed().drop { $0 == " " }.reversed())
        switch word {
        case "undefined": return .undefined
        case "null": return .null
        case "true": return .bool(true)
        case "false": return .bool(false)
        default: break
        }
        let digits = word.hasSuffix("n") ? String(word.dropLast()) : word
        if let number = Int64(digits) { return .int(number) }
        if let number = Double(word) { return .double(number) }
        return .string(word)
    }
}

extension JSONValue {
    /// Stands for JavaScript's word, which JSON does not have, until the member that has it is left out.
    fileprivate static let undefined = JSONValue.object([JSONMember(key: "undefined", value: .null)]
    )
}
