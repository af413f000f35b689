import TerminalText
import TestSupport
import Testing

@Suite struct SafeTextTests {
    @Test(arguments: [
        ("plain words", "plain words", 11),
        ("\u{1B}[31mred", "␛[31mred", 8),
        ("a\nb\tc\rd", "a⏎b→c␍d", 7),
        ("nul\0del\u{7F}", "nul␀del␡", 8),
        ("csi\u{9B}m", "csi‹U+009B›m", 12),
        ("\u{202E}txt.exe", "‹U+202E›txt.exe", 15),
        ("zero\u{200B}width", "zero‹U+200B›width", 17),
        ("soft\u{AD}", "soft‹U+00AD›", 12),
        ("tag\u{E0041}", "tag‹U+E0041›", 12),
        ("private\u{E000}", "private‹U+E000›", 15),
        ("non\u{FFFF}\u{10FFFE}", "non‹U+FFFF›‹U+10FFFE›", 21),
        ("line\u{2028}", "line‹U+2028›", 12),
        ("日本語", "日本語", 6),
        ("e\u{301}a", "e\u{301}a", 2),
        ("\u{301}", "◌\u{301}", 1),
        ("👨‍👩‍👧 family", "👨 family", 9),
        ("👍🏽!", "👍!", 3),
        ("❤️", "❤", 1),
        ("1\u{FE0F}\u{20E3}", "1\u{20E3}", 1),
        ("1\u{FE0F}2", "1‹U+FE0F›2", 10),
        ("שלום", "שלום", 4),
    ])
    func `hostile and foreign text shows what it holds`(raw: String, shown: String, width: Int) {
        let text = SafeText(sanitizing: raw)
        #expect(text.string.unicodeScalars.elementsEqual(shown.unicodeScalars))
        #expect(text.width == width)
        #expect(text.replaced.isEmpty == raw.unicodeScalars.elementsEqual(shown.unicodeScalars))
    }

    @Test(arguments: [
        ("\u{1B}[m", "^[[m"), ("\n\t\r", "^J^I^M"), ("\u{7F}", "^?"), ("\u{202E}", "<U+202E>"),
        ("\u{301}", "<U+0301>"), ("日", "日"),
    ])
    func `ASCII signs stand in for everything that must not act`(raw: String, shown: String) {
        #expect(SafeText(sanitizing: raw, glyphs: .ascii).string == shown)
    }

    @Test(
        arguments: [
            ([0xFF], "\u{FFFD}"), ([0x61, 0xC0, 0xAF], "a\u{FFFD}\u{FFFD}"),
            ([0xE2, 0x82, 0x61], "\u{FFFD}a"), ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ([0xF4, 0x90, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"), ([0xC3], "\u{FFFD}"),
        ] as [([UInt8], String)]
    )
    func `broken UTF-8 becomes replacement characters`(bytes: [UInt8], shown: String) {
        #expect(SafeText(sanitizing: bytes).string == shown)
        #expect(shown == String(decoding: bytes, as: UTF8.self))
    }

    @Test func `a base keeps two marks and says that it had more`() {
        let text = SafeText(sanitizing: "o" + String(repeating: "\u{301}", count: 10_000) + "k")
        #expect(text.string.unicodeScalars.count == 4)
        #expect(text.width == 2)
        #expect(text.replaced == [0..<5])
    }

    @Test func `neighbouring stand-ins are one range`() {
        let text = SafeText(sanitizing: "a\u{1}\u{2}b\u{3}")
        #expect(text.string == "a␁␂b␃")
        #expect(text.replaced == [1..<7, 8..<11])
    }

    @Test func `a text longer than asked for is cut before it is read`() {
        let long = String(repeating: "x", count: 1 << 20)
        #expect(SafeText(sanitizing: long, columns: 10).string == "xxxxxxxxx…")
        #expect(SafeText(sanitizing: long).width == SafeText.longestLine)
        #expect(SafeText(sanitizing: long, glyphs: .ascii, columns: 4).string == "xxx~")
    }

    @Test func `joining keeps ranges on what they marked`() {
        let parts = [SafeText(sanitizing: "é\u{1}"), SafeText(sanitizing: "\u{2}z")]
        let text = SafeText.joined(parts, separator: " · ")
        #expect(text.string == "é␁ · ␂z")
        #expect(text.width == 7)
        #expect(text.replaced == [2..<5, 9..<12])
        #expect(parts[0] + " · " + parts[1] == text)
    }

    @Test func `sanitising what is already safe changes nothing`() {
        var random = SeededGenerator(seed: 0x5AFE)
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            let once = SafeText(sanitizing: bytes)
            let twice = SafeText(sanitizing: once.string)
            #expect(
                twice.string == once.string && twice.width == once.width,
                "\(random.seed) \(bytes)"
            )
        }
    }

    @Test func `no scalar at all acts, hides or lacks a column`() {
        for value in UInt32(0)..<0x110000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = SafeText(sanitizing: String(scalar))
            var columns = 0
            text.forEachCell {
                columns += $0.width
                return true
            }
            let isQuiet = text.string.unicodeScalars.allSatisfy {
                CharacterClass(of: $0.value) != .hidden
            }
            #expect(
                isQuiet && text.width >= 1 && columns == text.width,
                "U+\(String(value, radix: 16))"
            )
        }
    }
}
