/// XXH64 with seed 0 (github.com/Cyan4973/xxHash, `doc/xxhash_spec.md`): the hash of the segment format, for checksums and blooms.
///
/// Equal in every process, unlike ``SeededHash``; who aims at collisions makes a bloom useless and nothing else.
package enum XXHash64 {
    private static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
    private static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
    private static let prime3: UInt64 = 0x1656_67B1_9E37_79F9
    private static let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
    private static let prime5: UInt64 = 0x27D4_EB2F_1656_67C5

    /// The hash of `bytes`.
    static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        guard let base = bytes.baseAddress, !bytes.isEmpty else { return avalanche(prime5) }
        let count = bytes.count
        var offset = 0
        var hash: UInt64
        if count >= 32 {
            var lanes = (prime1 &+ prime2, prime2, UInt64(0), 0 &- prime1)
            while offset &+ 32 <= count {
                lanes.0 = round(lanes.0, word(base, offset))
                lanes.1 = round(lanes.1, word(base, offset &+ 8))
                lanes.2 = round(lanes.2, word(base, offset &+ 16))
                lanes.3 = round(lanes.3, word(base, offset &+ 24))
                offset &+= 32
            }
            hash =
                rotated(lanes.0, 1) &+ rotated(lanes.1, 7) &+ rotated(lanes.2, 12)
                &+ rotated(lanes.3, 18)
            hash = merged(hash, lanes.0)
            hash = merged(hash, lanes.1)
            hash = merged(hash, lanes.2)
            hash = merged(hash, lanes.3)
        } else {
            hash = prime5
        }
        hash &+= UInt64(count)
        while offset &+ 8 <= count {
            hash = rotated(hash ^ round(0, word(base, offset)), 27) &* prime1 &+ prime4
            offset &+= 8
        }
        if offset &+ 4 <= count {
            let half = base.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
            hash = rotated(hash ^ UInt64(half.littleEndian) &* prime1, 23) &* prime2 &+ prime3
            offset &+= 4
        }
        while offset < count {
            let byte = base.load(fromByteOffset: offset, as: UInt8.self)
            hash = rotated(hash ^ UInt64(byte) &* prime5, 11) &* prime1
            offset &+= 1
        }
        return avalanche(hash)
    }

    package static func hash(_ bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBytes { hash($0) } }

    /// The hash of two numbers, as of their 16 bytes.
    static func hash(_ first: UInt64, _ second: UInt64) -> UInt64 {
        var hash = prime5 &+ 16
        hash = rotated(hash ^ round(0, first), 27) &* prime1 &+ prime4
        hash = rotated(hash ^ round(0, second), 27) &* prime1 &+ prime4
        return avalanche(hash)
    }

    @inline(__always)
    private static func word(_ base: UnsafeRawPointer, _ offset: Int) -> UInt64 {
        base.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
    }

    @inline(__always)
    private static func rotated(_ value: UInt64, _ bits: UInt64) -> UInt64 {
        value << bits | value >> (64 &- bits)
    }

    @inline(__always)
    private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
        rotated(lane &+ word &* prime2, 31) &* prime1
    }

    @inline(__always)
    private static func merged(_ hash: UInt64, _ lane: UInt64) -> UInt64 {
        (hash ^ round(0, lane)) &* prime1 &+ prime4
    }

    @inline(__always)
    private static func avalanche(_ hash: UInt64) -> UInt64 {
        var hash = hash
        hash = (hash ^ hash >> 33) &* prime2
        hash = (hash ^ hash >> 29) &* prime3
        return hash ^ hash >> 32
    }
}
