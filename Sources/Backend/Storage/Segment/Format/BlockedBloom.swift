/// A bloom filter of blocks of 32 bytes, of which a key sets one bit in each of eight words: Parquet's split block bloom filter
/// (apache/parquet-format, `BloomFilter.md`).
enum BlockedBloom {
    static let blockBytes = 32

    private static let salts: [UInt32] = [
        0x47b6_137b, 0x4497_4d91, 0x8824_ad5b, 0xa2b7_289d, 0x7054_95c7, 0x2df1_424b, 0x9efc_4947,
        0x5c6b_fb31,
    ]

    /// The bytes of a filter of these keys, `bitsPerKey` for each.
    static func bytes(of keys: [UInt64], bitsPerKey: Int) -> [UInt8] {
        let blocks = max(1, (keys.count * bitsPerKey + blockBytes * 8 - 1) / (blockBytes * 8))
        var words = [UInt32](repeating: 0, count: blocks * 8)
        for key in keys {
            let first = block(of: key, blocks) * 8
            for word in 0..<8 { words[first + word] |= mask(key, word) }
        }
        var out = ByteWriter()
        for word in words { out.append(word) }
        return out.bytes
    }

    /// Whether the filter may hold a key; without blocks it may.
    static func mayHold(_ key: UInt64, _ words: FlatArray<UInt32>) -> Bool {
        let blocks = words.count / 8
        guard blocks > 0 else { return true }
        let first = block(of: key, blocks) * 8
        for word in 0..<8 {
            let mask = mask(key, word)
            if words[first + word] & mask != mask { return false }
        }
        return true
    }

    @inline(__always)
    private static func block(of key: UInt64, _ blocks: Int) -> Int {
        Int(truncatingIfNeeded: ((key >> 32) &* UInt64(blocks)) >> 32)
    }

    @inline(__always)
    private static func mask(_ key: UInt64, _ word: Int) -> UInt32 {
        1 << ((UInt32(truncatingIfNeeded: key) &* salts[word]) >> 27)
    }
}
