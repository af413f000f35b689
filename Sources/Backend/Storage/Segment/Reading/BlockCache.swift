import Compression

/// The blocks of a segment that were decompressed of late, for reading several strings of one.
struct BlockCache {
    private struct Decoded {
        var bytes: [UInt8]
        /// Where each string of the block begins and ends.
        var ranges: [Range<Int>]
    }

    /// More bytes are not kept.
    private static let mostBytes = 2 << 20

    private var zstd: ZstdBlocks?
    private var decoded: [Int: Decoded] = [:]
    private var heldBytes = 0
    /// Whether something could not be decompressed.
    private(set) var isDamaged = false

    /// Notes that a string is not what it should be.
    mutating func markDamaged() { isDamaged = true }

    /// A string of a field by its code; empty if it is not there.
    mutating func string(_ code: Int, of field: SegmentField, in segment: Segment) -> [UInt8] {
        var (low, high) = (field.first, field.first &+ field.count)
        while high &- low > 1 {
            let middle = low &+ (high &- low) / 2
            if Int(segment.blockIndex[middle &* 4]) <= code { low = middle } else { high = middle }
        }
        let place = code &- Int(segment.blockIndex[low &* 4])
        guard field.count > 0, let block = block(low, segment),
            block.ranges.indices.contains(place)
        else {
            isDamaged = true
            return []
        }
        return Array(block.bytes[block.ranges[place]])
    }

    /// Calls `body` with every string of a field.
    mutating func forEachString(
        of field: SegmentField,
        in segment: Segment,
        _ body: (_ code: Int, UnsafeBufferPointer<UInt8>) -> Void
    ) {
        for index in field.first..<field.first &+ min(field.count, segment.blockIndex.count / 4) {
            let first = Int(segment.blockIndex[index &* 4])
            guard let block = block(index, segment) else {
                isDamaged = true
                return
            }
            block.bytes.withUnsafeBufferPointer { bytes in
                for (offset, range) in block.ranges.enumerated() {
                    body(first &+ offset, UnsafeBufferPointer(rebasing: bytes[range]))
                }
            }
        }
    }

    private mutating func block(_ index: Int, _ segment: Segment) -> Decoded? {
        if let known = decoded[index] { return known }
        let start = Int(segment.blockIndex[index &* 4 &+ 1])
        let end = start &+ Int(segment.blockIndex[index &* 4 &+ 2])
        let compressed = segment.blocks.part(start, to: end)
        let size = Int(segment.blockIndex[index &* 4 &+ 3])
        if zstd == nil { zstd = ZstdBlocks() }
        guard let bytes = zstd?.decompress(UnsafeRawBufferPointer(compressed), size: size) else {
            return nil
        }
        var ranges: [Range<Int>] = []
        bytes.withUnsafeBufferPointer { all in
            var reader = ByteReader(all)
            while let string = reader.counted() {
                ranges.append(reader.offset - string.count..<reader.offset)
            }
        }
        let block = Decoded(bytes: bytes, ranges: ranges)
        heldBytes += bytes.count
        if heldBytes > Self.mostBytes {
            decoded.removeAll()
            heldBytes = bytes.count
        }
        decoded[index] = block
        return block
    }
}
