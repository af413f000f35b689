import Explorer
import TestSupport
import Testing
import TraceModel

/// What was said of a source that does not answer goes as soon as it answers.
@Suite struct StaleMessageTests {
    private static let refused = TraceReaderError(.unreachable, "GET /api: connection refused.")

    @Test(arguments: [":traces", ":errors"])
    func `R fails, and following recovers`(_ screen: String) throws {
        var journey = Journey(source: .failing)
        journey.type(screen)
        journey.press("Enter")
        journey.source.failures[.search] = Self.refused
        journey.press("R")
        // Once: in the last line, or in the body of a screen without rows.
        let errors = journey.state.screens.last as? ErrorsState
        let body = errors?.emptyText(journey.state.context) ?? ""
        #expect((journey.notice + body).contains("connection refused"))
        journey.press("F")
        var follower = try #require(ScriptedFollower(journey))
        journey.send(follower.tell([]))
        journey.source.failures[.search] = nil
        #expect(journey.notice.isEmpty)
        let after = (journey.state.screens.last as? ErrorsState)?.emptyText(journey.state.context)
        #expect(after?.contains("refused") != true)
        #expect(journey.state.messages.contains { $0.text.contains("connection refused") })
    }

    @Test func `R while following fails, and the next answer takes the message away`() throws {
        var journey = Journey(source: .failing)
        journey.type(":traces")
        journey.press("Enter F")
        journey.source.failures[.search] = Self.refused
        journey.press("R")
        #expect(journey.notice.contains("connection refused"))
        var follower = try #require(ScriptedFollower(journey))
        journey.send(follower.tell([], after: 6))
        #expect(journey.notice.isEmpty)
        #expect(journey.traces?.answer.failure == nil, "nor does the screen say it")
    }

    @Test func `what was wrong with a question stays until a key`() throws {
        var journey = Journey(source: .failing)
        journey.type(":traces")
        journey.press("Enter F")
        let follower = try #require(ScriptedFollower(journey))
        journey.source.failures[.search] = TraceReaderError(.invalidQuery, "no such service")
        journey.press("R")
        var next = ScriptedFollower(journey) ?? follower
        journey.send(next.tell([], after: 6))
        #expect(journey.notice.contains("no such service"))
    }
}
