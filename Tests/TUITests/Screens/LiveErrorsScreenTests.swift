import Explorer
import TUI
import TerminalText
import TestSupport
import Testing
import TraceAnalysis
import TraceModel

@Suite struct LiveErrorsScreenTests {
    private func trace(_ number: Int, after seconds: Int64) -> Trace {
        FailingShop.trace(
            100 + number,
            at: Journey.now.advanced(by: seconds * 1_000_000_000)
        )
    }

    /// A quarter of an hour of failures; then a cache fails more often, and something that never did.
    private func journey(_ size: TerminalSize) throws -> Journey {
        var journey = Journey(size, source: .failing)
        journey.press(":errors Enter F j")
        var follower = try #require(ScriptedFollower(journey))
        let begun = Trace.make(
            id: .named("begun"),
            epoch: Journey.now.nanoseconds + 30_000_000_000
        ) {
            $0.span("POST /checkout", 0..<900, service: "frontend", error: true)
            $0.span("Redeem", 10..<880, parent: "POST /checkout", service: "voucher", error: true)
            $0.event(
                "exception",
                at: 870,
                ["exception.type": "PoolTimeout", "exception.message": "no connection in 850 ms"]
            )
        }
        let burst = (0..<9).map { trace(3 + 5 * $0, after: 40 + Int64($0)) }
        journey.wait(milliseconds: 60_000)
        journey.send(follower.tell(whole: burst + [begun], after: 60))
        let unread = [trace(0, after: 55), trace(1, after: 56)].map { TraceSummary($0) }
        journey.isHolding = true
        journey.send(follower.tell(unread, after: 1))
        return journey
    }

    @Test(arguments: TerminalSize.allCases)
    func `failures that are followed`(_ size: TerminalSize) throws {
        expectScreen(try journey(size), "errors-live", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `failures that are followed, in ASCII`(_ size: TerminalSize) throws {
        expectScreen(try journey(size), "errors-live-ascii", size, glyphs: .ascii)
    }

    @Test(arguments: TerminalSize.allCases)
    func `failures that are followed, without colour`(_ size: TerminalSize) throws {
        expectScreenWithoutColors(try journey(size), "errors-live", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `failures as they are, in ASCII and without colour`(_ size: TerminalSize) {
        var journey = Journey(size, source: .failing)
        journey.press(":errors Enter")
        expectScreen(journey, "errors-ascii", size, glyphs: .ascii)
        expectScreenWithoutColors(journey, "errors", size)
    }

    @Test func `nothing has failed yet`() throws {
        var source = ScriptedSource.failing
        source.found = []
        var journey = Journey(.usual, source: source)
        journey.press(":errors Enter F")
        var follower = try #require(ScriptedFollower(journey))
        journey.send(follower.tell(whole: []))
        expectScreen(journey, "errors-live-none")
    }
}
