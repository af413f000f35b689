/// Text as strings of JSON (RFC 8259 §7): the one place that knows what is escaped, and how.
package enum JSONString {
    /// What is escaped besides what must be.
    package enum Escaping: Sendable {
        /// Nothing: quotes, backslashes and control characters alone.
        case required
        /// `<`, `>`, `&` and both Unicode line separators, as Go's `encoding/json` does for HTML.
        case html
    }

    /// `text` in quotes.
    package static func quoted(_ text: String, _ escaping: Escaping = .required) -> String {
        var quoted: [UInt8] = [UInt8(ascii: "\"")]
        var text = text
        text.withUTF8 { append($0, to: &quoted, escaping) }
        quoted.append(UInt8(ascii: "\""))
        return String(decoding: quoted, as: UTF8.self)
    }

    /// Appends well-formed UTF-8 with its escapes, without quotes.
    package static func append(
        _ text: UnsafeBufferPointer<UInt8>,
        to output: inout [UInt8],
        _ escaping: Escaping = .required
    ) {
        switch escaping {
        case .required: appendRequired(text, to: &output)
        case .html: appendHTML(text, to: &output)
        }
    }

    private static func appendRequired(
        _ text: UnsafeBufferPointer<UInt8>,
        to output: inout [UInt8]
    ) {
        var plain = 0
        for (index, byte) in text.enumerated() where isEscaped(byte) {
            output.append(contentsOf: text[plain..<index])
            plain = index + 1
            switch byte {
            case 0x0A: output.append(contentsOf: #"\n"#.utf8)
            case 0x0D: output.append(contentsOf: #"\r"#.utf8)
            case 0x09: output.append(contentsOf: #"\t"#.utf8)
            case 0x00..<0x20: append(unit: UInt16(byte), to: &output)
            default:
                output.append(UInt8(ascii: "\\"))
                output.append(byte)
            }
        }
        output.append(contentsOf: text[plain...])
    }

    private static func appendHTML(_ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        var plain = 0
        func appendPlain(upTo end: Int) {
            appendRequired(UnsafeBufferPointer(rebasing: text[plain..<end]), to: &output)
        }
        for (index, byte) in text.enumerated() where index >= plain {
            switch byte {
            case 0x08, 0x0C:
                appendPlain(upTo: index)
                output.append(contentsOf: (byte == 0x08 ? #"\b"# : #"\f"#).utf8)
                plain = index + 1
            case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"):
                appendPlain(upTo: index)
                append(unit: UInt16(byte), to: &output)
                plain = index + 1
            case 0xE2 where text[index...].starts(with: [0xE2, 0x80, 0xA8]),
                0xE2 where text[index...].starts(with: [0xE2, 0x80, 0xA9]):
                appendPlain(upTo: index)
                append(unit: 0x2028 | UInt16(text[index + 2] & 1), to: &output)
                plain = index + 3
            default: break
            }
        }
        appendPlain(upTo: text.count)
    }

    /// Appends one unit of UTF-16 as `\u` and four digits.
    package static func append(unit: UInt16, to output: inout [UInt8]) {
        output.append(contentsOf: #"\u"#.utf8)
        for shift in [12, 8, 4, 0] as [UInt16] {
            let digit = UInt8(truncatingIfNeeded: unit >> shift & 15)
            output.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit)
        }
    }

    @inline(__always)
    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }
}
