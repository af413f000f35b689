import Explorer
import TUI
import TerminalText
import TestSupport
import Testing
import TraceModel

@Suite struct EverySizeTests {
    private static let scenes: [(String, String)] = [
        ("services", ""), ("services", "/ che"), ("services", "?"), ("services", ":"),
        ("services", "Enter"), ("services", "Enter Tab [ l l ]"), ("services", "Enter O"),
        ("services", "Enter f x"), ("services", "o"), ("services", "x :messages Enter"),
        ("services", ":errors Enter"), ("services", "j :monitor Enter"),
        ("services", "j :monitor Enter O l l +"), ("services", ":errors Enter F"),
        ("services", "j :monitor Enter F"),
        ("trace", ""), ("trace", "d Tab"), ("trace", "O d Tab"), ("trace", "4"), ("trace", "5"),
        ("trace", "7"), ("trace", ":colour Space kind Enter"),
        ("trace", ":columns Space self,tag.host.name Enter"),
        ("trace", ":colour Space db.system Enter 4"), ("trace", "2 j"), ("trace", "2 2 j z"),
        ("trace", "3 j"),
        ("trace", "B"), ("trace", "6 j"), ("trace", "7 7 / a Enter"), ("trace", "2 d"),
        ("trace", "Enter"), ("trace", "Enter y"), ("trace", "e e Enter / host Enter a"),
        ("trace", "Enter j j Enter"),
        ("trace", "j j z - &"), ("trace", "`"),
    ]

    @Test(arguments: [ScriptedSource.shop, .hostile], GlyphSet.allCases)
    func `every screen can be painted at every size`(_ source: ScriptedSource, _ glyphs: GlyphSet) {
        var random = SeededGenerator(seed: 61)
        let painter = ScreenPainter(glyphs: glyphs)
        for (start, keys) in Self.scenes {
            var journey = Journey(
                source: source,
                start: start == "trace" ? .trace(source.traces[0].id, span: nil) : .services
            )
            journey.press(keys)
            for size in Self.sizes(using: &random) {
                journey.resize(rows: size.rows, columns: size.columns)
                let canvas = painter.paint(journey.state)
                #expect(
                    canvas.size.rows == size.rows && canvas.size.columns == size.columns
                )
                #expect(
                    canvas.cursor != nil,
                    "\(start) \(keys) at \(size.columns)x\(size.rows): readers have no cursor"
                )
            }
        }
    }

    /// The smallest ones all, others by chance.
    private static func sizes(using random: inout SeededGenerator) -> [ScreenSize] {
        var sizes = (1...8).flatMap { rows in
            [1, 2, 12, 29, 30, 31, 40, 59, 60].map { ScreenSize(rows: rows, columns: $0) }
        }
        for _ in 0..<20 {
            sizes.append(
                ScreenSize(
                    rows: .random(in: 1...60, using: &random),
                    columns: .random(in: 1...220, using: &random)
                )
            )
        }
        return sizes
    }

    @Test(arguments: 0..<16)
    func `whatever state there is can be painted`(_ run: Int) {
        var random = SeededGenerator(seed: 8_000 + UInt64(run))
        let keys = Array(Set(ActionTable.entries.flatMap(\.keys)).subtracting([.character("Q")]))
            .sorted { $0.name < $1.name }
        var source = ScriptedSource.hostile
        source.traces = TraceSketch.random(spans: 40, using: &random).build()
        source.metrics = Shop.metrics
        var journey = Journey(source: source)
        for _ in 0..<60 {
            journey.press(keys.randomElement(using: &random) ?? .enter)
            if Int.random(in: 0..<3, using: &random) == 0 { journey.press(.enter) }
            if Int.random(in: 0..<6, using: &random) == 0 {
                journey.resize(
                    rows: .random(in: 1...60, using: &random),
                    columns: .random(in: 1...220, using: &random)
                )
            }
            let canvas = ScreenPainter(glyphs: .unicode).paint(journey.state)
            #expect(canvas.size.rows == journey.state.size.rows, "seed \(random.seed)")
        }
    }

    @Test func `the same state gives the same canvas`() {
        let journey = Journey.atTrace(.usual, "e e d")
        let painter = ScreenPainter(glyphs: .unicode)
        #expect(painter.paint(journey.state) == painter.paint(journey.state))
    }
}
