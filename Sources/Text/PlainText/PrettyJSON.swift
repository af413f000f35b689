/// Lays out JSON that stands in a value, without changing anything but blanks outside strings.
package enum PrettyJSON {
    /// `text` with one member a line, or nil if it is not an object or array in JSON.
    ///
    /// - Complexity: O(bytes).
    package static func layOut(_ text: String) -> String? {
        guard let first = text.utf8.first(where: { $0 > 0x20 }), first == 0x7B || first == 0x5B
        else {
            return nil
        }
        var output: [UInt8] = []
        var closers: [UInt8] = []
        var isInString = false
        var isEscaped = false
        var isEmpty = false
        for byte in text.utf8 {
            if isInString {
                output.append(byte)
                if isEscaped {
                    isEscaped = false
                } else if byte == 0x5C {
                    isEscaped = true
                } else if byte == 0x22 {
                    isInString = false
                }
                continue
            }
            if byte <= 0x20 { continue }
            if closers.isEmpty && !output.isEmpty { return nil }
            if isEmpty && byte != 0x7D && byte != 0x5D { newline(&output, closers.count) }
            let wasEmpty = isEmpty
            isEmpty = false
            switch byte {
            case 0x22:
                isInString = true
                output.append(byte)
            case 0x7B, 0x5B:
                guard closers.count < 200 else { return nil }
                output.append(byte)
                closers.append(byte + 2)
                isEmpty = true
            case 0x7D, 0x5D:
                guard closers.popLast() == byte else { return nil }
                if !wasEmpty { newline(&output, closers.count) }
                output.append(byte)
            case 0x2C:
                output.append(byte)
                newline(&output, closers.count)
            case 0x3A: output += [0x3A, 0x20]
            default: output.append(byte)
            }
        }
        guard closers.isEmpty, !isInString else { return nil }
        return String(decoding: output, as: UTF8.self)
    }

    private static func newline(_ output: inout [UInt8], _ depth: Int) {
        output.append(0x0A)
        output += Array(repeating: 0x20, count: depth * 2)
    }
}
