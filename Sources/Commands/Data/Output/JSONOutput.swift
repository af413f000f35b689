import Explorer
import PlainText
import WireFormats

/// JSON of answers: whole documents, and documents a line.
///
/// Whatever a terminal could take for a command, and what reorders or hides text, is written as `\u` escapes,
/// so that the output is as safe on a screen as in a file and still means the same.
enum JSONOutput {
    /// A document on a line; laid out over several for people at a terminal.
    static func document(_ style: OutputStyle, _ body: (inout JSONWriter) -> Void) -> [UInt8] {
        let line = self.line(body)
        guard style.columns != nil,
            let laidOut = PrettyJSON.layOut(String(decoding: line, as: UTF8.self))
        else { return line }
        return Array(laidOut.utf8) + [UInt8(ascii: "\n")]
    }

    /// A document with a line feed behind it.
    static func line(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter()
        body(&writer)
        writer.newline()
        return safe(writer.take())
    }

    /// The same document with everything that is not plainly visible escaped.
    ///
    /// Outside of strings JSON is ASCII, so whatever is found stands in one.
    static func safe(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(where: { $0 >= 0x7F }) else { return bytes }
        var escaped: [UInt8] = []
        escaped.reserveCapacity(bytes.count)
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if scalar.value < 0x7F || isVisible(scalar) {
                escaped.append(contentsOf: UTF8.encode(scalar)?.map { $0 } ?? [])
            } else {
                for unit in UTF16.encode(scalar)?.map({ $0 }) ?? [] {
                    escaped += "\\u".utf8
                    for shift in [12, 8, 4, 0] {
                        escaped.append(digits[Int(unit >> UInt16(shift) & 15)])
                    }
                }
            }
        }
        return escaped
    }

    private static let digits = Array("0123456789abcdef".utf8)

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate,
            .unassigned:
            false
        default: true
        }
    }
}
