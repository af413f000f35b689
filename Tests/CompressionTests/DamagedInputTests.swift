import Compression
import TestSupport
import Testing

struct DamagedInputTests {
    static let packings: [ContentCoding] = [.gzip, .deflate, .zstd]
    static let text = Array("the hunter reads the trail that the animal leaves; ".utf8)

    @Test(arguments: packings)
    func `data cut at any byte is truncated, never whole and never a crash`(
        coding: ContentCoding
    ) throws {
        let packed = try compress(Self.text, coding: coding)
        for count in 0..<packed.count {
            #expect(throws: CompressionError.truncated(offset: count)) {
                try decompress(Array(packed.prefix(count)), coding: coding, limit: 1000)
            }
        }
    }

    @Test(arguments: packings)
    func `a flipped byte is an error or gives bounded output`(coding: ContentCoding) throws {
        let packed = try compress(Self.text, coding: coding)
        var refused = 0
        for index in packed.indices {
            var damaged = packed
            damaged[index] ^= 0xFF
            do throws(CompressionError) {
                let output = try decompress(damaged, coding: coding, limit: 1000)
                #expect(output.count <= 1000)
            } catch {
                refused += 1
                #expect(!"\(error)".isEmpty)
            }
        }
        #expect(refused > packed.count / 2)
    }

    @Test(arguments: packings)
    func `garbage is corrupt and says where`(coding: ContentCoding) throws {
        let garbage = Array("<html><body>502 Bad Gateway</body></html>".utf8)
        let error = try #require(throws: CompressionError.self) {
            try decompress(garbage, coding: coding, limit: 1000)
        }
        guard case .corrupt(coding, let offset, let reason) = error else {
            Issue.record("\(error)")
            return
        }
        #expect((0...garbage.count).contains(offset))
        #expect(!reason.isEmpty)
        #expect("\(error)".hasPrefix("the data is not valid \(coding.rawValue) at byte \(offset)"))
    }

    @Test func `random bytes of every coding end in an error or in bounded output`() throws {
        for seed in UInt64(1)...300 {
            var random = SeededGenerator(seed: seed)
            var bytes = (0..<200).map { _ in UInt8.random(in: 0...255, using: &random) }
            if seed % 2 == 0 { bytes.replaceSubrange(0..<4, with: [0x1F, 0x8B, 8, 0]) }
            if seed % 3 == 0 { bytes.replaceSubrange(0..<4, with: [0x28, 0xB5, 0x2F, 0xFD]) }
            for coding in Self.packings {
                let output = try? decompress(bytes, coding: coding, limit: 10_000)
                #expect((output?.count ?? 0) <= 10_000, "seed \(seed)")
            }
        }
    }

    @Test func `an inflater that failed goes on failing`() throws {
        var inflater = try Inflater(coding: .gzip, limit: 10)
        var output: [UInt8] = []
        for _ in 0..<2 {
            let error = #expect(throws: CompressionError.self) {
                try inflater.feed([1, 2, 3], into: &output)
            }
            guard case .corrupt = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
        #expect(throws: CompressionError.self) { try inflater.finish() }
    }
}
