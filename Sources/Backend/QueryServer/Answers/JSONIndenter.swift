/// Spreads JSON over lines, four blanks a level, as Go's `json.MarshalIndent` does; cut anywhere.
struct JSONIndenter: Sendable {
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    /// A bracket was opened and nothing has followed yet.
    private var isFresh = false

    mutating func indent(_ bytes: [UInt8]) -> [UInt8] {
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
        case 0x20, 0x09, 0x0A, 0x0D: return
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
            output.append(byte)
            breakLine(&output)
        case UInt8(ascii: ":"):
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
        output.append(contentsOf: repeatElement(0x20, count: 4 * max(depth, 0)))
    }
}

/// An encoder whose pieces are indented on their way.
struct IndentingEncoder<Base: PieceEncoder>: PieceEncoder {
    private var base: Base
    private var indenter = JSONIndenter()

    init(_ base: Base) { self.base = base }

    mutating func next() -> [UInt8]? { base.next().map { indenter.indent($0) } }
}
