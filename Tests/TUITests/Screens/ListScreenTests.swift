import Explorer
import TerminalText
import TestSupport
import Testing
import TraceModel

@Suite struct ListScreenTests {
    private static let unreachable = TraceReaderError(
        .unreachable,
        "GET http://jaeger:16686/api/v3/services: connection refused; is the server running, and is the address right?"
    )

    @Test(arguments: TerminalSize.allCases)
    func `services with their rates`(_ size: TerminalSize) {
        var journey = Journey(size)
        journey.press("j j")
        expectScreen(journey, "services", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `columns that were chosen`(_ size: TerminalSize) {
        var settings = Journey.settings
        settings.columns[.services] = ["p95", "name"]
        settings.columns[.traces] = ["id", "root", "services"]
        var journey = Journey(
            rows: size.size.rows,
            columns: size.size.columns,
            settings: settings
        )
        expectScreen(journey, "services-chosen", size)
        journey.press("j :")
        journey.type("traces service=checkout")
        journey.press("Enter")
        expectScreen(journey, "traces-chosen", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `services of a backend that lost spans and is still filling`(_ size: TerminalSize) {
        var journey = Journey(size)
        journey.send(
            .figures(
                SourceFigures(
                    droppedSpans: 12,
                    refusedSpans: 3000,
                    evictedTraces: 4,
                    underWay: "filling in the last hour · 40%"
                )
            )
        )
        expectScreen(journey, "services-lossy", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `services of a source without rates`(_ size: TerminalSize) {
        var source = ScriptedSource.shop
        source.metrics = nil
        expectScreen(Journey(size, source: source), "services-without-rates", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `a source that has no services yet`(_ size: TerminalSize) {
        var source = ScriptedSource()
        source.services = []
        expectScreen(Journey(size, source: source), "services-empty", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `a source that cannot be reached`(_ size: TerminalSize) {
        var source = ScriptedSource.shop
        source.failures = [.services: Self.unreachable, .describe: Self.unreachable]
        var journey = Journey(size, source: source)
        expectScreen(journey, "services-failed", size)
        journey.press("x")
        journey.press("Esc")
        expectScreen(journey, "services-failed-later", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `services narrowed while typing`(_ size: TerminalSize) {
        var journey = Journey(size)
        journey.press("/ ca")
        expectScreen(journey, "services-narrowed", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `services narrowed to none`(_ size: TerminalSize) {
        var journey = Journey(size)
        journey.press("/ nosuch Enter")
        expectScreen(journey, "services-narrowed-to-none", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `services that take their time`(_ size: TerminalSize) {
        var journey = Journey(size, isHolding: true)
        journey.wait(milliseconds: 1700)
        expectScreen(journey, "services-awaited", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `names meant to do harm`(_ size: TerminalSize) {
        expectScreen(Journey(size, source: .hostile), "services-hostile", size)
    }

    @Test func `services in ASCII`() {
        expectScreen(Journey(.usual), "services-ascii", glyphs: .ascii)
    }

    @Test(arguments: TerminalSize.allCases)
    func `operations with their kinds`(_ size: TerminalSize) {
        var journey = Journey(size)
        journey.press("j o j")
        expectScreen(journey, "operations", size)
    }

    @Test func `operations of a service nobody knows`() {
        var journey = Journey(.usual)
        journey.press("o")
        expectScreen(journey, "operations-empty")
    }

    @Test func `operations in ASCII`() {
        var journey = Journey(.usual)
        journey.press("j o")
        expectScreen(journey, "operations-ascii", glyphs: .ascii)
    }
}
