import Compression

/// Byte strings that are compressed some at a time, so that one can be read without the others.
struct BlockList {
    /// A block ends behind so many strings, or so many bytes.
    static let mostStrings = 128
    static let mostBytes = 32 << 10

    private let zstd: ZstdBlocks
    private(set) var index = ByteWriter()
    private(set) var bytes = ByteWriter()
    private var pending = ByteWriter()
    private var pendingCount = 0
    private var firstCode = 0
    private var listed: UInt32 = 0

    init() { zstd = ZstdBlocks() }

    /// Adds the string that follows the last one of the list that is being written.
    mutating func append(_ write: (inout ByteWriter) -> Void) throws(CompressionError) {
        var string = ByteWriter()
        write(&string)
        pending.appendVariable(UInt64(string.count))
        pending.append(contentsOf: string.bytes)
        pendingCount += 1
        if pendingCount >= Self.mostStrings || pending.count >= Self.mostBytes { try flush() }
    }

    /// Ends a list; returns which blocks are its own.
    mutating func endList() throws(CompressionError) -> (first: UInt32, count: UInt32) {
        try flush()
        let count = UInt32(index.count / 16)
        defer {
            listed = count
            firstCode = 0
        }
        return (listed, count - listed)
    }

    private mutating func flush() throws(CompressionError) {
        guard pendingCount > 0 else { return }
        let compressed = try zstd.compress(pending.bytes)
        index.append(UInt32(firstCode))
        index.append(UInt32(bytes.count))
        index.append(UInt32(compressed.count))
        index.append(UInt32(pending.count))
        bytes.append(contentsOf: compressed)
        firstCode += pendingCount
        pending.removeAll()
        pendingCount = 0
    }
}
