import Testing
import TestSupport
import TraceModel

@testable import WireFormats

struct FixtureTests {
    @Test(arguments: TraceFixture.all)
    func `every recorded answer decodes without a note`(_ fixture: TraceFixture) throws {
        let decoded = try decodeTraces(try fixture.bytes())
        #expect(decoded.report.notes == [])
        #expect(decoded.report.documents == 1)
    }
}
