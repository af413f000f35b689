/// Spreads JSON over lines, one member or element on each, as Go's `json.MarshalIndent` does; cut anywhere.
package struct JSONIndenter: Sendable {
    /// Blanks per level.
    private let width: Int
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    /// A bracket was opened and nothing has followed yet.
    private var isFresh = false

    /// - Parameter width: Blanks per level.
    package init(width: Int) {
        self.width = width
    }

    /// The next bytes of the document, with lines and blanks in place of those that it had.
    package mutating func indent(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count * 2)
        for byte in bytes { indent(byte, into: &output) }
        return output
    }

    private mutating func indent(_ byte: UInt8, into output: inout [UInt8]) {
        if isInString {
            output.append(byte)
            isInString = isEscaped || byte != UInt8(ascii: "\"")
            isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
            return
        }
        switch byte {
        case 0x00...0x20: return
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            breakIfFresh(&output)
            output.append(byte)
            depth += 1
            isFresh = true
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            depth -= 1
            if !isFresh { breakLine(&output) }
            isFresh = false
            output.append(byte)
        case UInt8(ascii: ","):
            breakIfFresh(&output)
            output.append(byte)
            breakLine(&output)
        case UInt8(ascii: ":"):
            breakIfFresh(&output)
            output.append(byte)
            output.append(0x20)
        default:
            breakIfFresh(&output)
            isInString = byte == UInt8(ascii: "\"")
            output.append(byte)
        }
    }

    private mutating func breakIfFresh(_ output: inout [UInt8]) {
        if isFresh { breakLine(&output) }
        isFresh = false
    }

    private func breakLine(_ output: inout [UInt8]) {
        output.append(0x0A)
        output.append(contentsOf: repeatElement(0x20, count: width * max(depth, 0)))
    }
}
