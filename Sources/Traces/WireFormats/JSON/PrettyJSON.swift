/// Lays out text that may be JSON, without changing anything but blanks outside strings.
package enum PrettyJSON {
    private static let deepest = 200

    /// `text` with one member or element per line, or nil if it is not an object or array in JSON.
    ///
    /// - Complexity: O(bytes).
    package static func layOut(_ text: String) -> String? {
        guard isContainer(text.utf8) else { return nil }
        var indenter = JSONIndenter(width: 2)
        return String(decoding: indenter.indent(text.utf8), as: UTF8.self)
    }

    /// Whether brackets and quotes are those of one object or array; what is between them is not judged.
    private static func isContainer(_ text: some Collection<UInt8>) -> Bool {
        var closers: [UInt8] = []
        var isInString = false
        var isEscaped = false
        var isEnded = false
        for byte in text {
            if isInString {
                isInString = isEscaped || byte != UInt8(ascii: "\"")
                isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
                continue
            }
            if byte <= 0x20 { continue }
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard !isEnded, closers.count < deepest else { return false }
                closers.append(byte + 2)
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard closers.popLast() == byte else { return false }
                isEnded = closers.isEmpty
            default:
                guard !closers.isEmpty else { return false }
                isInString = byte == UInt8(ascii: "\"")
            }
        }
        return isEnded && !isInString
    }
}
