import Explorer
import TerminalText
import TestSupport
import Testing
import TraceModel

@Suite struct TracesScreenTests {
    @Test(arguments: TerminalSize.allCases)
    func `traces of which a limit cut some`(_ size: TerminalSize) {
        expectScreen(.atTraces(size, "j j"), "traces", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `no traces, and what to do`(_ size: TerminalSize) {
        var source = ScriptedSource.shop
        source.found = []
        source.limitHit = false
        expectScreen(.atTraces(size, source: source), "traces-empty", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `one trace`(_ size: TerminalSize) {
        var source = ScriptedSource.shop
        source.found = Array(Shop.summaries.prefix(1))
        source.limitHit = false
        expectScreen(.atTraces(size, source: source), "traces-one", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `a search that failed`(_ size: TerminalSize) {
        var source = ScriptedSource.shop
        source.failures[.search] = TraceReaderError(
            .refused(status: 500),
            "GET /api/v3/traces: the server answered 500: plugin error: context deadline exceeded; a shorter window may help"
        )
        expectScreen(.atTraces(size, source: source), "traces-failed", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `a slice of time chosen in the strip`(_ size: TerminalSize) {
        expectScreen(.atTraces(size, "Tab j j j [ j j j ] l"), "traces-slice", size)
    }

    @Test func `the strip alone`() {
        expectScreen(.atTraces(.usual, "Tab O g j j"), "traces-strip-alone")
    }

    @Test(arguments: TerminalSize.allCases)
    func `sorted by name and narrowed`(_ size: TerminalSize) {
        expectScreen(
            .atTraces(size, "s s s s s s s s / mail Enter"),
            "traces-narrowed",
            size
        )
    }

    @Test(arguments: TerminalSize.allCases)
    func `a query with a mistake, and the caret under it`(_ size: TerminalSize) {
        var journey = Journey.atTraces(size, "f Ctrl-U")
        journey.type("service=checkout minDuraton=5ms")
        journey.press("Enter")
        expectScreen(journey, "query-mistake", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `a query being completed`(_ size: TerminalSize) {
        var journey = Journey(size)
        journey.press("j Enter f Ctrl-U")
        journey.type("service=c")
        journey.press("Tab Tab")
        expectScreen(journey, "query-completed", size)
    }

    @Test func `traces named by strangers`() {
        expectScreen(.atTraces(.usual, source: .hostile), "traces-hostile")
    }

    @Test func `traces in ASCII`() {
        expectScreen(.atTraces(.usual, "Tab j j"), "traces-ascii", glyphs: .ascii)
    }

    @Test func `what can be copied of a trace in the list`() {
        expectScreen(.atTraces(.usual, "y"), "traces-copy")
    }
}
