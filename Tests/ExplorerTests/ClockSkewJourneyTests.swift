import Explorer
import PlainText
import TestSupport
import Testing
import TraceModel

struct ClockSkewJourneyTests {
    @Test func `what was moved for clock skew is said, until A shows times as recorded`() {
        var journey = Journey(start: .trace(Shop.trace.id, span: nil))
        func honesty() -> String {
            journey.honesty
        }
        #expect(honesty().contains("times as received"))
        journey.source.movedSpans = 2
        journey.press("R")
        #expect(honesty().contains("2 spans moved for clock skew"))
        journey.press("A")
        #expect(honesty().contains("times as recorded") && !honesty().contains("skew"))
        journey.press("A")
        #expect(honesty().contains("2 spans moved for clock skew"))
    }
}
