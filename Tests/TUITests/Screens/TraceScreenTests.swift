import Explorer
import TUI
import TerminalText
import TestSupport
import Testing
import TraceModel

@Suite struct TraceScreenTests {
    @Test(arguments: TerminalSize.allCases)
    func `a trace with errors, an orphan, a gap and a critical path`(_ size: TerminalSize) {
        expectScreen(.atTrace(size, "j j"), "trace", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `a folded subtree in which something failed`(_ size: TerminalSize) {
        expectScreen(.atTrace(size, "- - j Enter Esc"), "trace-folded", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `many equal queries folded away`(_ size: TerminalSize) {
        expectScreen(.atTrace(size, "j j j j j Space"), "trace-folded-queries", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `zoomed to a span`(_ size: TerminalSize) {
        expectScreen(.atTrace(size, "e e z"), "trace-zoomed", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `only hits with their ancestors`(_ size: TerminalSize) {
        expectScreen(.atTrace(size, "/ smtp Enter &"), "trace-hits", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `only hits of an expression`(_ size: TerminalSize) {
        var journey = Journey.atTrace(size, "/")
        journey.type("service~post and db.rows>=60 or status=error depth>1")
        journey.press("Enter &")
        expectScreen(journey, "trace-expression", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `a mistake in an expression`(_ size: TerminalSize) {
        var journey = Journey.atTrace(size, "/")
        journey.type("duration>100 and service=payment")
        journey.press("Enter")
        expectScreen(journey, "trace-mistake", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `keys that complete an expression`(_ size: TerminalSize) {
        expectScreen(.atTrace(size, "/ d Tab Tab"), "trace-completion", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `which error it is of how many`(_ size: TerminalSize) {
        expectScreen(.atTrace(size, "02e"), "trace-error-place", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `only the critical path`(_ size: TerminalSize) {
        expectScreen(.atTrace(size, "c"), "trace-critical", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `the details of the selected span below the tree`(_ size: TerminalSize) {
        // Where there is no room for both, the details have the focus at once.
        let tab = size == .smallest ? "" : "Tab"
        expectScreen(.atTrace(size, "e e d \(tab) j j"), "trace-details", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `spans as a table`(_ size: TerminalSize) {
        expectScreen(.atTrace(size, "4 s j j"), "trace-spans", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `events of all spans`(_ size: TerminalSize) {
        expectScreen(.atTrace(size, "5 j"), "trace-events", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `the trace as JSON`(_ size: TerminalSize) {
        expectScreen(.atTrace(size, "7"), "trace-json", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `a trace on its way`(_ size: TerminalSize) {
        var journey = Journey(size, start: .trace(Shop.trace.id, span: nil), isHolding: true)
        if let id = journey.unanswered.compactMap(Journey.id(of:)).last {
            journey.send(.reply(id, .progress(LoadProgress(bytes: 1_234_567, spans: 12_345))))
        }
        journey.wait(milliseconds: 2300)
        expectScreen(journey, "trace-awaited", size)
    }

    @Test func `a trace that does not exist`() {
        var journey = Journey(.usual)
        journey.press(":")
        journey.type("trace deadbeef")
        journey.press("Enter")
        expectScreen(journey, "trace-missing")
    }

    @Test func `one span`() {
        var source = ScriptedSource.shop
        source.traces = [Trace.make { $0.span("only", 0..<5) }]
        let journey = Journey(.usual, source: source, start: .trace(.named("trace"), span: nil))
        expectScreen(journey, "trace-one")
    }

    @Test(arguments: TerminalSize.allCases)
    func `a deep trace keeps its names in sight`(_ size: TerminalSize) {
        var source = ScriptedSource.shop
        source.traces = [LargeTraces.chain(60)]
        var journey = Journey(size, source: source, start: .trace(.named("large"), span: nil))
        journey.press("G")
        expectScreen(journey, "trace-deep", size)
    }

    /// What a narrow screen has to say of a row: service, operation, that it failed, how long it took.
    @Test(arguments: [40, 48, 60])
    func `service, operation, error and duration stand on narrow screens, too`(_ columns: Int) {
        var source = ScriptedSource.shop
        source.traces = [
            Trace.make {
                $0.span("GET /", 0..<900, service: "web")
                $0.span("pay", 100..<800, parent: "GET /", service: "pay", error: true)
                $0.span("SELECT", 200..<300, parent: "pay", service: "db", error: true)
            }
        ]
        let journey = Journey(
            rows: 10,
            columns: columns,
            source: source,
            start: .trace(.named("trace"), span: nil)
        )
        let text = ScreenPainter(glyphs: .unicode).paint(journey.state).textPlane
        let rows = text.split(separator: "\n").map(String.init)
        for words in [
            ["web", "GET /", "900ms"], ["pay", "✗", "700ms"], ["db", "SELECT", "✗", "100ms"],
        ] {
            #expect(
                rows.contains { row in words.allSatisfy { row.contains($0) } },
                "\(words)\n\(text)"
            )
        }
    }

    @Test(arguments: TerminalSize.allCases)
    func `names meant to do harm`(_ size: TerminalSize) {
        let journey = Journey(
            size,
            source: .hostile,
            start: .trace(.named("trace"), span: nil)
        )
        expectScreen(journey, "trace-hostile", size)
    }

    /// Views of the trace, by the names of their files.
    private static let views = [
        ("flame", "2 j j l"), ("flame-zoomed", "2 j z j j"), ("icicle", "2 2 j j"),
        ("statistics", "3 j"), ("statistics-parts", "B service Space operation Enter s s j"),
        ("graph", "6 j"), ("json-jaeger", "7 7"), ("json-found", "7 / SELECT Enter n"),
        ("chosen", "3 Enter"), ("coloured", ":colour Space db.system Enter j"),
        ("coloured-table", ":colour Space kind Enter 4 j"),
        ("strip", "K"),
        ("columns", ":columns Space self,tag.host.name,kind Enter j"),
    ]

    @Test(arguments: views, TerminalSize.allCases)
    func `the other views`(_ view: (String, String), _ size: TerminalSize) {
        expectScreen(.atTrace(size, view.1), "trace-\(view.0)", size)
    }

    @Test(arguments: views, [GlyphSet.ascii])
    func `the other views in ASCII`(_ view: (String, String), _ glyphs: GlyphSet) {
        expectScreen(.atTrace(.usual, view.1), "trace-\(view.0)-ascii", glyphs: glyphs)
    }

    @Test(arguments: views) func `the other views without colours`(_ name: String, _ keys: String) {
        expectScreenWithoutColors(.atTrace(.usual, keys), "trace-\(name)")
    }

    @Test func `the icicle of a skewed and hostile trace`() {
        var journey = Journey(.usual, source: .hostile, start: .trace(.named("trace"), span: nil))
        journey.press("2")
        expectScreen(journey, "trace-hostile-flame")
        journey.press("2")
        expectScreen(journey, "trace-hostile-icicle")
        journey.press("3")
        expectScreen(journey, "trace-hostile-statistics")
        journey.press("6")
        expectScreen(journey, "trace-hostile-graph")
    }

    @Test(arguments: ["1", "4", "5", "7"])
    func `each view in ASCII`(_ view: String) {
        expectScreen(
            .atTrace(.usual, "/ smtp Enter \(view)"),
            "trace-ascii-\(view)",
            glyphs: .ascii
        )
    }
}
