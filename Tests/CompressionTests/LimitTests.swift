import Compression
import Testing

struct LimitTests {
    static let packings: [ContentCoding] = [.gzip, .deflate, .zstd]

    @Test(arguments: ContentCoding.allCases)
    func `exactly the limit passes, one byte more does not`(coding: ContentCoding) throws {
        for size in [1, 1000, 64 << 10, (64 << 10) + 1, 200_000] {
            let original = [UInt8](repeating: 7, count: size)
            let packed = try compress(original, coding: coding)
            #expect(try decompress(packed, coding: coding, limit: size) == original)
            #expect(throws: CompressionError.tooLarge(limit: size - 1)) {
                try decompress(packed, coding: coding, limit: size - 1)
            }
        }
    }

    @Test(arguments: packings)
    func `a bomb stops at the limit and what came before stays`(coding: ContentCoding) throws {
        var deflater = try Deflater(coding: coding)
        var bomb: [UInt8] = []
        let block = [UInt8](repeating: 0, count: 1 << 20)
        for _ in 0..<200 { deflater.feed(block, into: &bomb) }
        deflater.finish(into: &bomb)
        #expect(bomb.count < 300_000)

        var inflater = try Inflater(coding: coding, limit: 1 << 20)
        var output: [UInt8] = []
        #expect(throws: CompressionError.tooLarge(limit: 1 << 20)) {
            try inflater.feed(bomb, into: &output)
        }
        #expect(output.count == 1 << 20)
        #expect(output.capacity <= 4 << 20)
    }

    @Test func `a zstd frame that claims a huge window is refused before it is allocated`() throws {
        // Magic, no content size, window descriptor of 2^27 bytes, then an empty last block.
        let frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 17 << 3, 0x01, 0x00, 0x00]
        let error = #expect(throws: CompressionError.self) {
            try decompress(frame, coding: .zstd, limit: 100)
        }
        guard case .corrupt(.zstd, _, let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.contains("memory"))
        var inflater = try Inflater(coding: .zstd, limit: 100, zstdWindowLog: 27)
        var output: [UInt8] = []
        try inflater.feed(frame, into: &output)
        try inflater.finish()
        #expect(output.isEmpty)
    }
}
