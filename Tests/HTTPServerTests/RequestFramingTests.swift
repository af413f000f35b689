import TestSupport
import Testing

@testable import HTTPServer

struct RequestFramingTests {
    private static let chunked = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    private static let plain = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"

    /// The fault of a text that comes in pieces.
    private func fault(_ text: String, pieces: (Int) -> Int) -> RequestFraming.Fault? {
        var framing = RequestFraming()
        let bytes = Array(text.utf8)
        var place = 0
        while place < bytes.count {
            let end = min(bytes.count, place + max(1, pieces(place)))
            let found = bytes[place..<end].withUnsafeBytes { framing.take($0) }
            if let found { return found }
            place = end
        }
        return nil
    }

    /// The fault of a text, the same whole and byte by byte.
    private func fault(_ text: String) -> RequestFraming.Fault? {
        let whole = fault(text) { _ in .max }
        #expect(fault(text) { _ in 1 } == whole, "\(text.prefix(200))")
        return whole
    }

    @Test(
        arguments: [
            plain + plain,
            "\r\n\r\n" + plain,
            "GET / HTTP/1.1\nHost: x\n\n" + plain,
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 12\r\n\r\n5\nhello\n0\n\n!" + plain,
            chunked + "5\r\nhello\r\n0\r\n\r\n" + plain,
            chunked + "0\r\n\r\n" + plain,
            chunked + "0000a;name=value\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n" + plain,
            chunked + "A;n=\"v\"\r\n\n\n\n\n\n\n\n\n\n\n\r\n0;last\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: x\r\ntransfer-encoding:\r\n chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n",
            chunked + "fffffffffffffff\r\nnever ends",
        ]
    )
    func `what can be read in one way only passes`(text: String) {
        #expect(fault(text) == nil)
    }

    @Test(
        arguments: [
            "5\nhello\r\n0\r\n\r\n", "5\r\nhello\n0\r\n\r\n", "5\r\nhello\r\n0\n\r\n",
            "5\r\nhello\r\n0\r\n\n", "5\r\nhello\r\n0\r\nA: b\n\r\n", "5\r\nhello0\r\n\r\n",
            "5\r\nhelloo\r\n0\r\n\r\n", "5\rhello\r\n0\r\n\r\n", "5;a\rb\r\nhello\r\n0\r\n\r\n",
            "5;a\nb\r\nhello\r\n0\r\n\r\n", "+5\r\nhello\r\n0\r\n\r\n",
            "-5\r\nhello\r\n0\r\n\r\n", "0x5\r\nhello\r\n0\r\n\r\n",
            " 5\r\nhello\r\n0\r\n\r\n", "5 \r\nhello\r\n0\r\n\r\n", "\r\n", ";x\r\n", "g\r\n",
            "5;\u{0}\r\nhello\r\n0\r\n\r\n", "5\r\nhello\r\n0\r\nA: \rb\r\n\r\n",
        ]
    )
    func `a chunked body that could be read otherwise is a fault of its request`(body: String) {
        let found = fault(Self.plain + Self.chunked + body)
        #expect(found?.request == 1)
        #expect(found?.status == 400)
    }

    @Test func `a chunk size beyond any limit is said to be too large`() {
        #expect(fault(Self.chunked + "10000000000000000\r\n")?.status == 413)
        #expect(fault(Self.chunked + String(repeating: "f", count: 40))?.status == 413)
        let zeros = String(repeating: "0", count: 5000)
        #expect(fault(Self.chunked + zeros)?.status == 413)
    }

    @Test func `extensions and trailers are bounded for the whole request`() {
        let half = String(repeating: "x", count: RequestFraming.extensionLimit / 2 - 1)
        let chunk = "1;\(half)\r\ny\r\n"
        #expect(fault(Self.chunked + chunk + chunk + "0\r\n\r\n" + Self.plain) == nil)
        #expect(fault(Self.chunked + chunk + chunk + "1;\r\n")?.status == 400)
        #expect(fault(Self.chunked + chunk + chunk + "1;")?.status == 400)
        let field = "A: \(String(repeating: "x", count: RequestFraming.trailerLimit / 2))\r\n"
        #expect(fault(Self.chunked + "0\r\n" + field + "\r\n" + Self.plain) == nil)
        #expect(fault(Self.chunked + "0\r\n" + field + field)?.status == 400)
    }

    @Test(
        arguments: ["+5", "5,5", "", "5 5", "0x5", "5\r\nContent-Length: 6"]
    )
    func `a length that cannot be read is a fault`(length: String) {
        let head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: \(length)\r\n\r\n"
        #expect(fault(head)?.status == 400)
        #expect(fault(Self.plain + head)?.request == 1)
    }

    @Test func `a bare carriage return in the head is a fault`() {
        let head = "POST / HTTP/1.1\r\nHost: x\rTransfer-Encoding: chunked\r\n\r\n"
        #expect(fault(head)?.status == 400)
    }

    @Test func `bodies of any kind in any pieces leave the next request in its place`() {
        for seed in UInt64(1)...300 {
            var generator = SeededGenerator(seed: seed)
            var text = ""
            let count = Int.random(in: 1...6, using: &generator)
            for _ in 0..<count {
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: text += Self.plain
                case 1:
                    let body = Self.body(&generator)
                    text += "PUT / HTTP/1.1\r\nContent-Length: \(body.utf8.count)\r\n\r\n" + body
                default:
                    text += Self.chunked
                    for _ in 0..<Int.random(in: 0...3, using: &generator) {
                        let body = Self.body(&generator) + "!"
                        text += String(body.utf8.count, radix: 16) + "\r\n" + body + "\r\n"
                    }
                    text += "0\r\n\r\n"
                }
            }
            var sizes = generator
            let pieces = { (_: Int) in Int.random(in: 1...40, using: &sizes) }
            #expect(fault(text, pieces: pieces) == nil, "seed \(seed)")
            let found = fault(text + Self.chunked + "5\n", pieces: pieces)
            #expect(found?.request == count, "seed \(seed)")
        }
    }

    @Test func `any bytes are followed, and alike however they are cut`() {
        let alphabet = [
            "\r", "\n", "\r\n", ":", ";", "0", "a", " ", "5", "Content-Length", "x", "\u{0}",
        ]
        for seed in UInt64(1)...500 {
            var generator = SeededGenerator(seed: seed)
            let words = (0..<Int.random(in: 0...80, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator)!
            }
            let text = (seed.isMultiple(of: 2) ? Self.chunked : "") + words.joined()
            #expect(fault(text) { _ in .max } == fault(text) { _ in 1 }, "seed \(seed)")
        }
    }

    private static func body(_ generator: inout SeededGenerator) -> String {
        String(
            (0..<Int.random(in: 0...60, using: &generator)).map { _ in
                "0a\r\n;: G".randomElement(using: &generator)!
            }
        )
    }
}
