import Foundation
import Storage
import TestSupport
import Testing
import TraceModel

/// What `docs/segment-format.md` says of the format.
@Suite struct SegmentFormatTests {
    private static let page = RepositoryFiles.root.appending(path: "docs/segment-format.md")
    private static let (open, close) = ("```hex\n", "```")

    /// The spans of the page's example.
    private static var spans: [PlainSpan] {
        var root = PlainSpan()
        root.traceID = TraceID(high: 0x0102_0304_0506_0708, low: 0x090A_0B0C_0D0E_0F10)
        root.spanID = SpanID(0x1111)
        root.name = "GET /cart"
        root.kind = .server
        root.start = 1_700_000_000_000_000_000
        root.end = root.start + 1_000_000
        root.resource.name = "web"
        root.attributes = [
            Attribute(key: "http.method", value: .string("GET")),
            Attribute(key: "status", value: .int(200)),
        ]
        var child = root
        child.spanID = SpanID(0x2222)
        child.parentID = root.spanID
        child.start += 1000
        child.end = child.start + 20
        child.attributes[1].value = .int(404)
        return [root, child]
    }

    @Test func `the example of the page is read as the page says`() throws {
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        let bytes = try Self.bytes(ofExampleIn: text)
        let segment = try Segment(SegmentMemory(copying: bytes))
        try segment.verify()
        #expect(try segment.plainSpans(ofTraceAt: 0) == Self.spans)
        #expect(segment.ordinal(ofTraceAt: 0) == 7)
    }

    @Test func `the example of the page is what is written today`() throws {
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        let bytes = try SegmentBuilder.bytes(Self.spans, firstOrdinal: 7)
        if ProcessInfo.processInfo.environment["SPOOR_GOLDEN"] == "rewrite" {
            let start = try #require(text.range(of: Self.open)?.upperBound)
            let end = try #require(text.range(of: Self.close, range: start..<text.endIndex))
            let page = text[..<start] + Self.lines(of: bytes) + text[end.lowerBound...]
            try String(page).write(to: Self.page, atomically: true, encoding: .utf8)
        } else {
            #expect(try Self.bytes(ofExampleIn: text) == bytes)
        }
    }

    @Test func `the page names every section, in order`() throws {
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        var rest = text[...]
        for section in SegmentSection.allCases {
            let place = try #require(rest.range(of: "`\(section.name)`"), "\(section.name)")
            rest = rest[place.upperBound...]
        }
    }

    /// 32 bytes a line behind their offset; lines of zeros are left out.
    private static func lines(of bytes: [UInt8]) -> String {
        func hex(_ number: Int, _ digits: Int) -> String {
            let text = String(number, radix: 16)
            return String(repeating: "0", count: digits - text.count) + text
        }
        var lines = ""
        for offset in stride(from: 0, to: bytes.count, by: 32) {
            let line = bytes[offset..<min(offset + 32, bytes.count)]
            let isLast = offset + 32 >= bytes.count
            if line.allSatisfy({ $0 == 0 }), !isLast { continue }
            lines += hex(offset, 4) + " " + line.map { hex(Int($0), 2) }.joined() + "\n"
        }
        return lines
    }

    private static func bytes(ofExampleIn page: String) throws -> [UInt8] {
        let start = try #require(page.range(of: open)?.upperBound)
        let end = try #require(page.range(of: close, range: start..<page.endIndex)).lowerBound
        var bytes: [UInt8] = []
        for line in page[start..<end].split(separator: "\n") {
            let parts = line.split(separator: " ")
            let offset = try #require(Int(parts[0], radix: 16))
            bytes += Array(repeating: 0, count: offset - bytes.count)
            var digits = parts[1][...]
            while let pair = UInt8(digits.prefix(2), radix: 16) {
                bytes.append(pair)
                digits = digits.dropFirst(2)
            }
        }
        return bytes
    }
}
