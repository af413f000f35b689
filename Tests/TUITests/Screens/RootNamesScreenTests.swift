import Explorer
import TUI
import TerminalText
import TestSupport
import Testing
import TraceModel

/// What a row of a list of traces tells, however little room there is.
@Suite struct RootNamesScreenTests {
    private static let many: [TraceSummary] = [
        .listed(0, "load-generator", "user_checkout_multi", milliseconds: 467, errors: 10),
        .listed(1, "frontend-proxy", "POST /api/checkout", milliseconds: 253),
        .listed(2, "load-generator", "user_checkout_single", milliseconds: 2390),
    ]

    private static let oneService: [TraceSummary] = [
        .listed(0, "frontend-proxy", "POST /api/checkout", errors: 3),
        .listed(1, "frontend-proxy", "GET /api/recommendations"),
    ]

    private func lines(
        _ summaries: [TraceSummary],
        columns: Int,
        rows: Int = 24,
        keys: String = "",
        glyphs: GlyphSet = .unicode
    ) -> [String] {
        var journey = Journey(
            rows: rows,
            columns: columns,
            source: .finding(summaries),
            start: .traces(SearchTerms())
        )
        journey.press(keys)
        return ScreenPainter(glyphs: glyphs).paint(journey.state).textPlane
            .split(separator: "\n").map(String.init)
    }

    @Test(arguments: TerminalSize.allCases)
    func `traces of several services with long names`(_ size: TerminalSize) {
        let journey = Journey(size, source: .finding(Self.many), start: .traces(SearchTerms()))
        expectScreen(journey, "traces-long-names", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `traces that are all of one service`(_ size: TerminalSize) {
        let source = ScriptedSource.finding(Self.oneService)
        expectScreen(
            Journey(size, source: source, start: .traces(SearchTerms())),
            "traces-one-service",
            size
        )
    }

    @Test func `at 80 columns service, operation, duration, spans and errors are there`() throws {
        let lines = lines(Self.many, columns: 80)
        let row = try #require(lines.first { $0.contains("467ms") })
        for part in ["load-generator", "user_checkout_multi", "467ms", "40", "✗10"] {
            #expect(row.contains(part), "\(part) in \(row)")
        }
    }

    @Test func `at 40 columns the operation, errors and duration are there`() throws {
        let row = try #require(
            lines(Self.oneService, columns: 40, rows: 10).first { $0.contains("✗3") }
        )
        #expect(row.contains("POST /api/") && row.contains("12ms"))
        let heading = lines(Self.oneService, columns: 80).first { $0.contains("DURATION") }
        #expect(heading?.contains("ROOT frontend-proxy") == true)
    }

    @Test func `bars stand only where they take no columns from names`() {
        for columns in 40...200 {
            let rows = lines(Self.many, columns: columns).filter { $0.contains("load-gener") }
            let hasBars = rows.contains { $0.contains("━") || $0.contains("╸") }
            let isCut = rows.contains { $0.contains("…") }
            #expect(!(hasBars && isCut), "\(columns): \(rows)")
        }
    }

    @Test func `at 200 columns no row has 75 blank ones`() {
        let blank = String(repeating: " ", count: 75)
        let rows = lines(Self.many, columns: 200).filter { $0.contains("load-gener") }
        #expect(rows.count == 2)
        for row in rows { #expect(!(row.trimmed).contains(blank), "\(row)") }
    }

    @Test(arguments: GlyphSet.allCases)
    func `a cut name ends in the sign for it`(_ glyphs: GlyphSet) {
        var random = SeededGenerator(seed: 515)
        let sign = glyphs.ellipsis.string
        for _ in 0..<60 {
            let names = (0..<4).map { _ in
                String(repeating: "abcd/", count: .random(in: 1...12, using: &random))
            }
            let summaries = (0..<4).map { number in
                TraceSummary.listed(
                    number,
                    names[number] + "svc",
                    names.shuffled(using: &random)[0]
                )
            }
            let columns = Int.random(in: 30...160, using: &random)
            let lines = lines(summaries, columns: columns, glyphs: glyphs)
            for (line, summary) in zip(
                lines.drop { !$0.contains("DURATION") }.dropFirst(),
                summaries
            ) {
                let isWhole = line.contains(summary.title)
                let shows = [summary.rootService, summary.rootOperation].contains { name in
                    line.contains(name + " ")
                }
                #expect(isWhole || shows || line.contains(sign), "seed \(random.seed): \(line)")
            }
        }
    }

    @Test func `names that begin alike are cut where they differ`() {
        let names = ["AddItem", "GetCart", "EmptyCart"].map {
            "/oteldemo.shopping.CartService/\($0)"
        }
        let summaries = names.enumerated().map { number, name in
            TraceSummary.listed(number, "cart", name)
        }
        let rows = lines(summaries, columns: 48, rows: 14).filter { $0.contains("12ms") }
        #expect(rows.count == 3)
        for (row, end) in zip(rows, ["Item", "Cart", "Cart"]) {
            #expect(row.contains("…") && row.contains(end), "\(row)")
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        let end = lastIndex { $0 != " " } ?? startIndex
        return String(self[...end])
    }
}
