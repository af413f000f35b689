import TerminalText
import TestSupport
import Testing

@Suite struct SafeTextCuttingTests {
    @Test func `cutting leaves whole characters and an ellipsis`() {
        let text: SafeText = "checkout"
        #expect(text.prefix(columns: 8) == text)
        #expect(text.prefix(columns: 5).string == "chec…")
        #expect(text.prefix(columns: 1).string == "…")
        #expect(text.prefix(columns: 0).isEmpty)
        #expect(text.suffix(columns: 5).string == "…kout")
    }

    @Test func `a wide character is never halved`() {
        let text: SafeText = "日本語"
        #expect(text.prefix(columns: 4).string == "日…")
        #expect(text.prefix(columns: 5).string == "日本…")
        #expect(text.suffix(columns: 4).string == "…語")
        #expect(text.dropFirst(columns: 1).string == " 本語")
        #expect(text.dropFirst(columns: 2).string == "本語")
        #expect(text.dropFirst(columns: 1).width == 5)
    }

    @Test func `padding goes to the other side`() {
        let text: SafeText = "日"
        #expect(text.padded(to: 4).string == "日  ")
        #expect(text.padded(to: 4, .right).string == "  日")
        #expect(text.padded(to: 5, .center).string == " 日  ")
        #expect(text.fitted(to: 1).string == "…")
    }

    @Test func `whatever is cut stays within its columns and keeps its ranges on characters`() {
        var random = SeededGenerator(seed: 0xC07)
        let alphabet: [String] = ["a", "é", "日", "\u{1}", "\u{202E}", "e\u{301}\u{302}", "👍", " "]
        for _ in 0..<3_000 {
            let raw = (0..<Int.random(in: 0..<12, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? ""
            }.joined()
            let text = SafeText(sanitizing: raw)
            let columns = Int.random(in: 0..<20, using: &random)
            for cut in [
                text.prefix(columns: columns), text.suffix(columns: columns),
                text.dropFirst(columns: columns),
            ] {
                #expect(
                    SafeText(sanitizing: cut.string).width == cut.width,
                    "\(random.seed) \(raw)"
                )
                let size = cut.string.utf8.count
                #expect(cut.replaced.allSatisfy { 0 <= $0.lowerBound && $0.upperBound <= size })
            }
            #expect(text.prefix(columns: columns).width <= columns)
            #expect(text.suffix(columns: columns).width <= columns)
            #expect(text.dropFirst(columns: columns).width == max(0, text.width - columns))
        }
    }
}
