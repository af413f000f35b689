import Explorer
import TestSupport
import Testing
import TraceModel

@Suite struct ArchiveJourneyTests {
    private func archive(_ journey: inout Journey) {
        journey.press(":")
        journey.type("archive")
        journey.press("Enter")
    }

    @Test func `the open trace is archived, and what came of it is said`() {
        var journey = Journey(start: .trace(Shop.trace.id, span: nil))
        archive(&journey)
        #expect(journey.notice == "trace \(Shop.trace.id.jaegerHex) is in the archive.")
        journey.source.failures[.archive] = TraceReaderError(.unsupported, "there is no archive")
        journey.press("Enter")
        archive(&journey)
        #expect(journey.notice == "there is no archive.")
        guard case .archive(_, let id)? = journey.effects.last else {
            Issue.record("nothing is archived from the details of a span")
            return
        }
        #expect(id == Shop.trace.id)
    }

    @Test func `without a trace there is nothing to archive`() {
        var journey = Journey()
        archive(&journey)
        #expect(journey.notice == "No trace is open here.")
    }
}
