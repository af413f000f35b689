import Explorer
import Foundation
import PlainText
import TestSupport
import Testing

@Suite struct ListTests {
    @Test(arguments: [
        ("co", "checkout", true), ("ckt", "checkout", true), ("tc", "checkout", false),
        ("'heck", "checkout", true), ("'hck", "checkout", false), ("^che", "checkout", true),
        ("^heck", "checkout", false), ("out$", "checkout", true), ("ou$", "checkout", false),
        ("!cart", "checkout", true), ("!check", "checkout", false), ("Check", "checkout", false),
        ("check", "CHECKOUT", true), ("ch ou", "checkout", true), ("ch xx", "checkout", false),
        ("", "anything", true), ("!", "anything", true), ("漢", "名漢字", true), ("'", "x", true),
        ("^", "x", true), ("$", "x", true),
    ])
    func `matches as fzf does`(_ pattern: String, _ text: String, _ isMatch: Bool) {
        #expect(FuzzyMatch(pattern).matches(text) == isMatch)
    }

    @Test func `a cursor stays in the list and in sight, whatever is done to it`() {
        var random = SeededGenerator(seed: 51)
        for _ in 0..<300 {
            var cursor = ListCursor()
            var count = Int.random(in: 0...40, using: &random)
            var height = Int.random(in: 1...20, using: &random)
            for _ in 0..<30 {
                let move =
                    [
                        Action.down, .up, .pageDown, .pageUp, .halfPageDown, .halfPageUp, .top,
                        .bottom,
                    ].randomElement(using: &random) ?? .down
                switch Int.random(in: 0..<6, using: &random) {
                case 0:
                    count = .random(in: 0...40, using: &random)
                    height = .random(in: 1...20, using: &random)
                    cursor.keepVisible(count: count, height: height)
                case 1:
                    cursor.select(
                        .random(in: -50...50, using: &random),
                        count: count,
                        height: height
                    )
                case 2: cursor.center(count: count, height: height)
                default: _ = cursor.apply(move, count: count, height: height)
                }
                let visible = cursor.visible(count: count, height: height)
                #expect(visible.count == min(count, height), "seed \(random.seed)")
                #expect(visible.contains(cursor.selected) || count == 0, "seed \(random.seed)")
            }
        }
    }

    @Test func `a line is edited as in a shell`() {
        var line = LineEditor("one two")
        _ = line.apply(.control("w"))
        #expect(line.text == "one ")
        _ = line.apply(.character("x"))
        _ = line.apply(.control("a"))
        _ = line.apply(.delete)
        #expect(line.text == "ne x")
        _ = line.apply(.right)
        _ = line.apply(.control("k"))
        #expect(line.text == "n")
        _ = line.apply(.control("e"))
        line.insert("漢\n字")
        #expect(line.text == "n漢字" && line.cursor == 3)
        _ = line.apply(.backspace)
        #expect(line.text == "n漢")
        _ = line.apply(.control("u"))
        #expect(line.text == "")
        let isEdited = line.apply(.function(3))
        #expect(!isEdited)
    }

    @Test func `marks typed one by one join their character`() {
        var line = LineEditor("e")
        _ = line.apply(.character("\u{301}"))
        #expect(line.text.count == 1 && line.cursor == 1)
        _ = line.apply(.backspace)
        #expect(line.text == "" && line.cursor == 0)
        line.insert("\u{301}")
        line.insert("x")
        _ = line.apply(.left)
        _ = line.apply(.left)
        #expect(line.cursor == 0)
    }

    @Test func `any editing leaves the cursor within the text`() {
        var random = SeededGenerator(seed: 52)
        let keys: [KeyPress] = [
            .character("a"), .character(" "), .character("\u{301}"), .character("🇩"),
            .character("👩"), .character("\u{200D}"), .left, .right, .home, .end, .backspace,
            .delete, .control("u"), .control("k"), .control("w"),
        ]
        for _ in 0..<200 {
            var line = LineEditor()
            for _ in 0..<40 {
                _ = line.apply(keys.randomElement(using: &random) ?? .end)
                #expect((0...line.text.count).contains(line.cursor), "seed \(random.seed)")
            }
        }
    }

    @Test(arguments: [
        (0, "0"), (999, "999"), (1000, "1.0k"), (9_949, "9.9k"), (9_950, "10k"),
        (999_499, "999k"), (999_500, "1.0M"), (12_345_678, "12M"),
    ])
    func `counts are brief`(_ count: Int, _ text: String) {
        #expect(CountText.brief(count) == text)
    }

    @Test func `counts, sizes and shares are readable`() {
        #expect(CountText.grouped(13_261) == "13,261")
        #expect(CountText.grouped(-1_000_000) == "-1,000,000")
        #expect(CountText.of(1, "span") == "1 span")
        #expect(CountText.of(0, "match", plural: "matches") == "0 matches")
        #expect(CountText.bytes(812) == "812 B")
        #expect(CountText.bytes(1234) == "1.2 kB")
        #expect(CountText.bytes(42_000_000) == "42 MB")
        #expect(CountText.percent(0.0001) == "<0.1%")
        #expect(CountText.percent(1) == "100%")
        #expect(CountText.percent(0.023) == "2.3%")
        #expect(CountText.percent(.nan) == "–")
        #expect(CountText.percent(1e300) == "–")
        #expect(CountText.rate(-1e300) == "–")
        #expect(CountText.rate(240.4) == "240")
    }
}
