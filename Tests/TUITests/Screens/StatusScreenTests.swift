import Explorer
import TUI
import TerminalText
import TestSupport
import Testing
import TraceModel

/// The lines at the foot of a screen, failures, and the path above.
@Suite struct StatusScreenTests {
    private func text(_ journey: Journey, _ glyphs: GlyphSet = .unicode) -> String {
        ScreenPainter(glyphs: glyphs).paint(journey.state).textPlane
    }

    @Test(arguments: [80, 120])
    func `age and order are not lost`(_ columns: Int) {
        var journey = Journey(rows: 24, columns: columns, start: .traces(SearchTerms()))
        #expect(text(journey).contains("newest first"))
        #expect(text(journey).contains("asked 12:00:00"))
        journey.press("s s")
        #expect(text(journey).contains("longest of this page"))
        #expect(text(journey).contains("asked 12:00:00"))
    }

    @Test(arguments: TerminalSize.allCases)
    func `:status says all that there is no room for`(_ size: TerminalSize) {
        var journey = Journey.atTraces(size)
        let clauses = StatusLines.clauses(journey.state.statusText)
        journey.press(":status Enter")
        let shown = text(journey)
        for clause in clauses { #expect(shown.contains(clause), "\(clause)") }
        expectScreen(journey, "status", size)
    }

    @Test(arguments: GlyphSet.allCases)
    func `clauses are shown whole, or counted`(_ glyphs: GlyphSet) {
        var random = SeededGenerator(seed: 4040)
        let letters = Lettering(glyphs: glyphs, longest: 1024)
        for _ in 0..<2000 {
            let clauses = (0..<Int.random(in: 1...9, using: &random)).map { number in
                "c\(number)" + String(repeating: " w", count: .random(in: 0...40, using: &random))
            }
            let columns = Int.random(in: 30...200, using: &random)
            let most = Int.random(in: 1...3, using: &random)
            let lines = StatusLines(
                clauses.joined(separator: StatusLines.separator),
                columns: columns,
                most: most,
                letters
            ).lines
            #expect(lines.count <= most && lines.allSatisfy { $0.width <= columns })
            let shown = lines.map(\.string).joined(separator: " ")
            let isCounted = clauses.indices.filter { !shown.contains(clauses[$0]) }
            guard let first = isCounted.first else { continue }
            #expect(isCounted == Array(first..<clauses.count), "seed \(random.seed): \(shown)")
            #expect(
                shown.hasSuffix("+\(clauses.count - first) :status"),
                "seed \(random.seed): \(shown)"
            )
        }
    }

    @Test(arguments: TerminalSize.allCases)
    func `a failure stands on the screen once, and hints stay`(_ size: TerminalSize) {
        let failure = TraceReaderError(.unreachable, "nobody home")
        for (part, keys) in [
            (ScriptedSource.Question.services, ""), (.search, "j Enter"),
            (.search, ":errors Enter"),
            (.operations, "j o"), (.trace, "j Enter Enter"),
        ] {
            var journey = Journey(size)
            if part == .services {
                var source = ScriptedSource.shop
                source.failures[part] = failure
                journey = Journey(size, source: source)
            } else {
                journey.source.failures[part] = failure
                journey.press(keys)
            }
            let shown = text(journey)
            let times = shown.lowercased().split(
                separator: "nobody home",
                omittingEmptySubsequences: false
            )
            #expect(times.count == 2, "\(part): \(shown)")
            #expect(shown.lowercased().contains("nobody home."), "\(part): \(shown)")
            #expect(shown.contains("? help"), "\(part)")
        }
    }

    @Test(arguments: TerminalSize.allCases)
    func `the first screen without a server says what can be done`(_ size: TerminalSize) {
        var source = ScriptedSource.shop
        let failure = TraceReaderError(
            .unreachable,
            "GET http://localhost:16686/api/v3/services: cannot connect to localhost:16686: connection refused"
        )
        source.failures = [.services: failure, .describe: failure]
        var settings = Journey.settings
        settings.unreachableHint = """
              spoor demo         explore a simulated shop
              spoor --url URL    explore another server
            """
        let journey = Journey(
            rows: size.size.rows,
            columns: size.size.columns,
            source: source,
            settings: settings
        )
        expectScreen(journey, "services-unreachable", size)
    }

    @Test func `a path says nothing that the query no longer is`() {
        var journey = Journey(.usual, source: .failing)
        journey.press(":errors Enter Enter")
        let before = text(journey).split(separator: "\n").first.map(String.init) ?? ""
        #expect(before.contains("errors ▸ payment Charge"))
        journey.press("f Ctrl-U")
        journey.type("service=cart")
        journey.press("Enter")
        let after = text(journey).split(separator: "\n").first.map(String.init) ?? ""
        #expect(after.contains("prod ▸ … ▸ cart") && !after.contains("errors"))
        journey.press("Esc")
        #expect(text(journey).split(separator: "\n").first?.contains("errors") == true)
    }

    @Test func `a query that is narrowed keeps its path`() {
        var journey = Journey(.usual)
        journey.press("j Enter f")
        journey.type(" minDuration=1s")
        journey.press("Enter")
        #expect(text(journey).hasPrefix("prod ▸ services ▸ checkout"))
    }
}
