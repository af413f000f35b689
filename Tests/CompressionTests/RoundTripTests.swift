import Compression
import TestSupport
import Testing

struct RoundTripTests {
    static let codings = ContentCoding.allCases

    @Test(arguments: codings)
    func `what is compressed comes back, whatever the pieces`(coding: ContentCoding) throws {
        for seed in UInt64(1)...20 {
            var random = SeededGenerator(seed: seed)
            let original = Self.bytes(using: &random)
            let packed = try Self.pack(original, coding: coding, using: &random)
            for size in [1, 7, 4096, max(1, packed.count)] {
                var inflater = try Inflater(coding: coding, limit: original.count)
                var output: [UInt8] = []
                for start in stride(from: 0, to: packed.count, by: size) {
                    let piece = Array(packed[start..<min(packed.count, start + size)])
                    try inflater.feed(piece, into: &output)
                }
                try inflater.finish()
                #expect(output == original, "seed \(seed), pieces of \(size)")
                #expect(inflater.produced == original.count && inflater.consumed == packed.count)
            }
            #expect(try decompress(packed, coding: coding, limit: .max) == original, "seed \(seed)")
        }
    }

    @Test(arguments: codings)
    func `every level gives the same data back`(coding: ContentCoding) throws {
        let original = Array("a trail of spans, a trail of spans, a trail".utf8)
        for level in 1...22 {
            let packed = try compress(original, coding: coding, level: level)
            #expect(try decompress(packed, coding: coding, limit: 100) == original)
        }
    }

    /// Up to 300 kB, of which parts repeat.
    private static func bytes(using random: inout SeededGenerator) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 0...6, using: &random) {
            let value = UInt8.random(in: 0...255, using: &random)
            let count = Int.random(in: 0...50_000, using: &random)
            if Bool.random(using: &random) {
                bytes += repeatElement(value, count: count)
            } else {
                bytes += (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            }
        }
        return bytes
    }

    private static func pack(
        _ bytes: [UInt8],
        coding: ContentCoding,
        using random: inout SeededGenerator
    ) throws -> [UInt8] {
        var deflater = try Deflater(coding: coding)
        var packed: [UInt8] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Int.random(in: 1...max(1, rest.count), using: &random)
            deflater.feed(Array(rest.prefix(count)), into: &packed)
            rest = rest.dropFirst(count)
        }
        deflater.finish(into: &packed)
        return packed
    }
}
