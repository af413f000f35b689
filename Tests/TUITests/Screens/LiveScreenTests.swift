import Explorer
import TerminalText
import TestSupport
import Testing
import TraceModel

/// What moves by itself.
@Suite struct LiveScreenTests {
    private func trace(_ number: UInt64, errors: Int = 0) -> TraceSummary {
        let start = Journey.now.advanced(by: Nanoseconds(number) * 1_000_000_000)
        return TraceSummary(
            id: TraceID(high: 7, low: number),
            rootService: "frontend",
            rootOperation: "GET /cart/\(number)",
            start: start,
            end: start.advanced(by: 340_000_000),
            spanCount: 12,
            errorCount: errors,
            orphanCount: 0,
            services: [ServiceShare(name: "checkout", spanCount: 12, errorCount: errors)]
        )
    }

    private func followed(_ size: TerminalSize) throws -> (Journey, ScriptedFollower) {
        var journey = Journey(size)
        journey.press("j Enter F")
        let follower = try #require(ScriptedFollower(journey))
        return (journey, follower)
    }

    @Test(arguments: TerminalSize.allCases)
    func `traces that come in`(_ size: TerminalSize) throws {
        var (journey, follower) = try followed(size)
        journey.send(follower.tell([trace(1), trace(2, errors: 3)]))
        expectScreen(journey, "traces-live", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `traces that wait below a cursor that holds the list`(_ size: TerminalSize) throws {
        var (journey, follower) = try followed(size)
        journey.press("j j")
        journey.send(follower.tell([trace(1), trace(2, errors: 3)]))
        expectScreen(journey, "traces-live-waiting", size)
    }

    /// Three rows marked, one of them below the cursor, and one that waits.
    private func marked(_ size: TerminalSize) throws -> Journey {
        var (journey, follower) = try followed(size)
        journey.press(.character(" "))
        journey.press("j")
        journey.press(.character(" "))
        journey.press("j j")
        journey.press(.character(" "))
        journey.press("k")
        journey.send(follower.tell([trace(1, errors: 1)]))
        return journey
    }

    @Test(arguments: TerminalSize.allCases)
    func `traces that are marked and hold the list`(_ size: TerminalSize) throws {
        expectScreen(try marked(size), "traces-live-marked", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `what waits and what is marked is said in letters where there is no more`(
        _ size: TerminalSize
    ) throws {
        expectScreen(try marked(size), "traces-live-waiting-ascii", size, glyphs: .ascii)
    }

    @Test(arguments: TerminalSize.allCases)
    func `what waits and what is marked shows without colours`(_ size: TerminalSize) throws {
        expectScreenWithoutColors(try marked(size), "traces-live-waiting", size)
    }

    private func grown(_ size: TerminalSize) -> Journey {
        var source = ScriptedSource.shop
        source.traces = [GrowingTrace.begun]
        source.found = nil
        var journey = Journey(size, source: source)
        journey.press("j Enter Enter F")
        journey.source.traces = [GrowingTrace.whole]
        journey.wait(milliseconds: 4000)
        return journey
    }

    @Test(arguments: TerminalSize.allCases)
    func `a trace whose late spans have just come`(_ size: TerminalSize) {
        expectScreen(grown(size), "trace-growing", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `late spans show in letters and without colours`(_ size: TerminalSize) {
        expectScreen(grown(size), "trace-growing-ascii", size, glyphs: .ascii)
        expectScreenWithoutColors(grown(size), "trace-growing", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `a trace that lacks a parent and has been quiet`(_ size: TerminalSize) {
        var source = ScriptedSource.shop
        source.traces = [GrowingTrace.begun]
        source.found = nil
        var journey = Journey(size, source: source)
        journey.press("j Enter Enter F")
        for _ in 0..<12 { journey.wait(milliseconds: 1000) }
        expectScreen(journey, "trace-growing-quiet", size)
    }
}
