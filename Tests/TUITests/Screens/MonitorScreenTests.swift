import Explorer
import TUI
import TerminalText
import TestSupport
import Testing
import TraceModel

@Suite struct MonitorScreenTests {
    private func journey(
        _ size: TerminalSize,
        _ keys: String = "",
        source: ScriptedSource = .monitored
    ) -> Journey {
        var journey = Journey(size, source: source)
        journey.type(":monitor checkout")
        journey.press(.enter)
        journey.press(keys)
        return journey
    }

    @Test(arguments: TerminalSize.allCases)
    func `rate, errors and latency over time`(_ size: TerminalSize) {
        expectScreen(journey(size), "monitor", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `the errors of a bad minute`(_ size: TerminalSize) {
        expectScreen(journey(size, "Tab PgUp h h h h h h h"), "monitor-errors", size)
    }

    @Test func `one chart alone`() {
        expectScreen(journey(.usual, "j j O"), "monitor-latency")
    }

    @Test(arguments: TerminalSize.allCases)
    func `charts in ASCII`(_ size: TerminalSize) {
        expectScreen(journey(size), "monitor-ascii", size, glyphs: .ascii)
    }

    @Test func `a sample in place of metrics`() {
        var source = ScriptedSource.monitored
        source.metrics = nil
        expectScreen(journey(.usual, source: source), "monitor-sample")
    }

    @Test func `no calls`() {
        var source = ScriptedSource.monitored
        source.metrics = []
        expectScreen(journey(.usual, source: source), "monitor-empty")
    }

    @Test func `figures that take their time`() {
        var journey = Journey(.usual, source: .monitored)
        journey.isHolding = true
        journey.type(":monitor checkout")
        journey.press(.enter)
        journey.wait(milliseconds: 400)
        expectScreen(journey, "monitor-awaited")
    }
}
