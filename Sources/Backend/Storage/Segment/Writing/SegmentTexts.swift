import TraceModel

/// The texts of a segment as it is written: those of the block that are needed, each at most once, and lists of values.
struct SegmentTexts {
    private let block: Block
    private var known: [UInt32]
    private(set) var ends = ByteWriter()
    private(set) var bytes = ByteWriter()
    private(set) var count: UInt32 = 0

    /// Index 0 is the empty text.
    init(_ block: Block) {
        self.block = block
        known = Array(repeating: 0, count: block.strings.count)
        _ = add { _ in }
    }

    /// The index of a text of the block.
    mutating func index(of text: StringIndex) -> UInt32 {
        if text == 0 || known[Int(text)] != 0 { return known[Int(text)] }
        let index = append(text)
        known[Int(text)] = index
        return index
    }

    /// Adds a text of the block behind the last, whether it is there already or not.
    mutating func append(_ text: StringIndex) -> UInt32 {
        block.strings.withBytes(at: text) { source in add { $0.append(contentsOf: source) } }
    }

    /// Adds bytes that the block does not have.
    mutating func append(_ source: [UInt8]) -> UInt32 { add { $0.append(contentsOf: source) } }

    private mutating func add(_ write: (inout ByteWriter) -> Void) -> UInt32 {
        write(&bytes)
        ends.append(UInt32(bytes.count))
        count += 1
        return count - 1
    }
}
