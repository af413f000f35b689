import TestSupport
import Testing
import TraceModel

@testable import WireFormats

/// How files hold documents: lines, prefixes, separators and codings of text.
struct TextInputTests {
    /// UTF-16 in which bytes are missing, as an editor or a lossy line leaves it.
    private static let brokenUTF16 = [
        "WwB7AAoACgCLjywKICAiAAAAAABuYW1lIjogImdldCAvbGFzdCIsCiAgImlkIjogImNiMWMwYzYzMDAAZWQ4NjUiLA"
            + "ogICJ0aZKajIthbXAiOiAxNzE4NjkuMjEwMSwKICAia2k6IHQAf2UKIH0sCiB7CiAgInRyYWNlSWQ4NjUiLAogICJ0"
            + "RW5kcG9pbnQiOiB7CiAgICJzZXJ2ImlkImkic2VydmljZU5hbWUiY2VOYW1lIjogInBhcnQwIgogIH00CiAgImUAbm"
            + "QiOiAiQ0xJRU5UIgogfQqJS93eayA=",
        "//5bAAoAWwAi////////////////////////////////////////////u/////////////////////////////////"
            + "////////////////////////////////////////////////////////////////////////8AdCNyAGEAYwBlAEkA"
            + "ZAAiADoAIgAxACIALAAidABhAG0AcAAiADoAMQAsACIAZAB1AHIAc3RhcnRhAHQAaQWR/5GE3YyLaQAiADoAMQB9IQ"
            + "BdAA==",
    ]

    @Test(arguments: brokenUTF16)
    func `where UTF-16 is broken does not depend on how it is cut`(base64: String) throws {
        expectSameError(try #require(Base64.bytes(of: base64.utf8)))
    }

    private static let span = #"{"traceId":"1","id":"2","name":"ü😀","timestamp":3,"duration":1}"#

    @Test func `text before a document and lines of something else are passed over and counted`()
        throws
    {
        let text = """
            starting up
            2024-05-01T10:00:00Z INFO [main] {x} spans: \(Self.span)

            {"level":"info","msg":"no span"}
            app-1  | \(Self.span)
            done { [
            """
        let decoded = try decodeHoweverCut(text)
        #expect(decoded.report.spans == 2)
        #expect(decoded.report.passedOver.count == 2 && decoded.report.unknownValues.count == 1)
        #expect(
            decoded.report.notes == [
                "2 lines are no spans and were passed over, the first: `starting up`.",
                "1 JSON value holds no spans and was passed over, the first with the members `level` and `msg`.",
            ]
        )
    }

    @Test func `a broken line costs that line`() throws {
        let text = Self.span + "\n" + Self.span.dropLast(9) + "\n" + Self.span + "\n"
        let decoded = try decodeHoweverCut(text)
        #expect(decoded.report.spans == 2)
        #expect(decoded.report.brokenLines.count == 1)
        #expect(
            decoded.report.notes.first?.hasPrefix(
                "1 line of broken JSON was passed over, the first at byte "
            ) == true
        )
    }

    @Test
    func `a document broken over several lines ends the input, and what was before it is kept`()
        throws
    {
        var decoder = TraceDecoder()
        let text = "[\n" + Self.span + ",\n{\"traceId\" 5}\n]\n" + String(repeating: " ", count: 80)
        let error = #expect(throws: DecodeError.self) { try decoder.feed(Array(text.utf8)) }
        #expect(error?.path == "[1].traceId")
        #expect(decoder.partial().report.spans == 1)
    }

    @Test func `records separated as RFC 7464 has it are read`() throws {
        let decoded = try decodeHoweverCut("\u{1E}" + Self.span + "\n\u{1E}" + Self.span + "\n")
        #expect(decoded.report.spans == 2 && decoded.report.notes == [])
    }

    enum Coding: CaseIterable, Sendable {
        case utf8, utf8WithMark, littleEndian, littleEndianWithMark, bigEndian, bigEndianWithMark
    }

    @Test(arguments: Coding.allCases)
    func `text of any coding is read`(_ coding: Coding) throws {
        let text = "[\n" + Self.span + "]\n"
        let units = Array(text.utf16)
        let little = units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        let big = units.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        let bytes: [UInt8] =
            switch coding {
            case .utf8: Array(text.utf8)
            case .utf8WithMark: [0xEF, 0xBB, 0xBF] + text.utf8
            case .littleEndian: little
            case .littleEndianWithMark: [0xFF, 0xFE] + little
            case .bigEndian: big
            case .bigEndianWithMark: [0xFE, 0xFF] + big
            }
        let decoded = try decodeHoweverCut(bytes)
        #expect(decoded.records.map(\.name) == ["ü😀"])
        #expect(decoded.report.notes == [])
        damage(bytes, seed: 26, rounds: 20)
    }

    @Test func `the file of UTF-16 is the wrapped one in another coding`() throws {
        let other = try decodeTraceFile("wrapped-error-first.json")
        #expect(try decodeTraceFile("utf16.json").records.count == other.records.count)
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `text of braces, quotes and pieces of spans comes to an end`(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "{", "}", "[", "]", "\"", "'", "{\n  a: ", "{ \"", ":", ",", "\n", " ", Self.span,
            "traceId", "null", "1", "\u{1E}",
            #""spans":["#, #""data":["#, ConsoleTests.script, ConsoleTests.java, "\\", "-",
        ]
        let text = (0..<40).compactMap { _ in pieces.randomElement(using: &random) }.joined()
        damage(Array(text.utf8), seed: seed, rounds: 2)
    }
}
