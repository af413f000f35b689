import Explorer
import TUI
import TerminalText
import TestSupport
import Testing
import TraceModel

@Suite struct LiveMonitorScreenTests {
    /// A service without metrics: ten good minutes and three bad ones of the quarter of an hour that is shown.
    private func journey(_ size: TerminalSize) throws -> Journey {
        var journey = Journey(size, source: .shopWithoutMetrics)
        journey.type(":monitor checkout 15m")
        journey.press("Enter F")
        var shop = try #require(LiveShop(journey))
        shop.pass(minutes: 10, in: &journey)
        shop.suffer(minutes: 3, in: &journey)
        return journey
    }

    /// A service whose source keeps metrics, two minutes later, with the cursor on a bad minute.
    private func polled(_ size: TerminalSize) -> Journey {
        var journey = Journey(size, source: .monitored)
        journey.type(":monitor checkout")
        journey.press("Enter F PgUp h h h h h h h")
        for _ in 0..<12 { journey.wait(milliseconds: 10_000) }
        return journey
    }

    @Test(arguments: TerminalSize.allCases)
    func `a monitor of the traces that come`(_ size: TerminalSize) throws {
        expectScreen(try journey(size), "monitor-live", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `a monitor of the traces that come, in ASCII`(_ size: TerminalSize) throws {
        expectScreen(try journey(size), "monitor-live-ascii", size, glyphs: .ascii)
    }

    @Test(arguments: TerminalSize.allCases)
    func `a monitor of the traces that come, without colour`(_ size: TerminalSize) throws {
        expectScreenWithoutColors(try journey(size), "monitor-live", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `a monitor of the source's metrics`(_ size: TerminalSize) {
        expectScreen(polled(size), "monitor-live-metrics", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `a monitor as it is, without colour`(_ size: TerminalSize) {
        var journey = Journey(size, source: .monitored)
        journey.type(":monitor checkout")
        journey.press(.enter)
        expectScreenWithoutColors(journey, "monitor", size)
    }
}
