import TerminalText
import TestSupport
import Testing

@Suite struct WrappedTextTests {
    @Test func `lines end at line feeds and at the last column`() {
        var text = WrappedText("one\r\ntwo\n\n0123456789abc\n\tx", columns: 10)
        #expect(
            text.lines(0..<99).map(\.string) == ["one", "two", "", "0123456789", "abc", "    x"]
        )
        #expect(text.isComplete)
        #expect(text.lineCount() == 6)
    }

    @Test func `a wide character or a stand-in that does not fit goes to the next line`() {
        var text = WrappedText("123456789日\u{202E}ab", columns: 10)
        #expect(text.lines(0..<9).map(\.string) == ["123456789", "日‹U+202E›", "ab"])
    }

    @Test func `only what is looked at is laid out`() {
        var text = WrappedText(String(repeating: "x", count: 1 << 20), columns: 80)
        #expect(text.lines(0..<5).count == 5)
        #expect(!text.isComplete)
        #expect(text.lineCount(limit: 100) == 100)
        #expect(text.line(holding: 805) == 10)
        #expect(text.lineCount() == (1 << 20) / 80 + 1)
    }

    @Test func `no text has one empty line, and lines that are not there are left out`() {
        var text = WrappedText("", columns: 80)
        #expect(text.lines(0..<3).map(\.string) == [""])
        #expect(text.lines(5..<9).isEmpty)
    }

    @Test func `no visible character is lost, whatever the width`() {
        var random = SeededGenerator(seed: 0x33A9)
        let alphabet: [String] = ["a", "日", "é", "\n", "👍", "z"]
        for _ in 0..<500 {
            let raw = (0..<Int.random(in: 0..<60, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? ""
            }.joined()
            var text = WrappedText(raw, columns: Int.random(in: 0..<30, using: &random))
            let lines = text.lines(0..<200)
            #expect(lines.allSatisfy { $0.width <= text.columns })
            #expect(
                lines.map(\.string).joined() == raw.filter { $0 != "\n" },
                "\(random.seed) \(raw)"
            )
        }
    }
}
