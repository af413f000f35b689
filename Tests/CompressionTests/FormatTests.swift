import Compression
import Testing

struct FormatTests {
    static let one = Array("one".utf8)
    static let two = Array("two".utf8)

    @Test(arguments: [ContentCoding.gzip, .zstd])
    func `members in a row are one stream`(coding: ContentCoding) throws {
        let joined = try compress(Self.one, coding: coding) + compress(Self.two, coding: coding)
        #expect(try decompress(joined, coding: coding, limit: 6) == Self.one + Self.two)
        for cut in joined.indices {
            var inflater = try Inflater(coding: coding, limit: 6)
            var output: [UInt8] = []
            try inflater.feed(Array(joined[..<cut]), into: &output)
            try inflater.feed(Array(joined[cut...]), into: &output)
            try inflater.finish()
            #expect(output == Self.one + Self.two)
        }
    }

    @Test func `zeros after a gzip member are padding, anything else is not`() throws {
        let packed = try compress(Self.one, coding: .gzip)
        let padded = packed + [0, 0, 0]
        #expect(try decompress(padded, coding: .gzip, limit: 10) == Self.one)
        for tail: [UInt8] in [[0, 1], [0x41, 0x41], [0] + packed] {
            let error = #expect(throws: CompressionError.self) {
                try decompress(packed + tail, coding: .gzip, limit: 10)
            }
            guard case .corrupt = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test func `deflate is read with and without its zlib frame`() throws {
        let zlib = try compress(Self.one, coding: .deflate)
        let raw = Array(zlib.dropFirst(2).dropLast(4))
        #expect(try decompress(zlib, coding: .deflate, limit: 3) == Self.one)
        #expect(try decompress(raw, coding: .deflate, limit: 3) == Self.one)
    }

    @Test func `nothing at all is whole only without a coding`() throws {
        #expect(try decompress([], coding: .identity, limit: 0) == [])
        for coding in [ContentCoding.gzip, .deflate, .zstd] {
            #expect(throws: CompressionError.truncated(offset: 0)) {
                try decompress([], coding: coding, limit: 0)
            }
        }
    }

    @Test(
        arguments: [
            ("gzip", ContentCoding.gzip), ("X-GZIP", .gzip), (" Deflate ", .deflate),
            ("zstd", .zstd), ("", .identity), ("identity", .identity), ("br", nil),
            ("gzip, br", nil),
        ]
    )
    func `a token names its coding`(token: String, coding: ContentCoding?) {
        #expect(ContentCoding(token: token) == coding)
    }

    @Test func `the first bytes give gzip and zstd away`() throws {
        let gzip = try compress(Self.one, coding: .gzip)
        let zstd = try compress(Self.one, coding: .zstd)
        #expect(ContentCoding(sniffing: gzip) == .gzip && isGzip(gzip))
        #expect(ContentCoding(sniffing: zstd) == .zstd && isZstd(zstd))
        #expect(isZstd([0x5A, 0x2A, 0x4D, 0x18]))
        for other: [UInt8] in [[], [0x1F], [0x28, 0xB5, 0x2F], Array("{\"data\"".utf8)] {
            #expect(ContentCoding(sniffing: other) == .identity)
        }
    }
}
