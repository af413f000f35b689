import Explorer
import Follow
import TestSupport
import Testing
import TraceModel

@testable import TUI

@Suite struct EffectRunnerTests {
    /// A source that holds every connection and never says a word.
    private struct SilentSource: SearchedSource {
        func describe() async throws(TraceReaderError) -> SourceDescription {
            try await wait()
        }

        func services() async throws(TraceReaderError) -> [String] { try await wait() }

        func search(
            _ query: TraceQuery,
            progress: ProgressHandler?
        ) async throws(TraceReaderError) -> SearchAnswer {
            try await wait()
        }

        private func wait<Answer>() async throws(TraceReaderError) -> Answer {
            while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) }
            throw .cancelled
        }
    }

    /// Every time is over at once.
    private let requestTimeout = RequestTimeout(
        clock: FollowClock(
            now: { Moment(monotonic: 0, wall: .zero) },
            sleep: { _ in }
        )
    )

    @UIActor
    private func runner() -> EffectRunner {
        EffectRunner(
            ExplorerServices(
                reader: SilentSource(),
                save: { _, _ in "" },
                remember: { _ in },
                pin: { _ in },
                keep: { _ in },
                log: { _ in },
                keepCopy: { _ in "" },
                requestTimeout: requestTimeout,
                environment: [:]
            )
        )
    }

    @Test @UIActor func `what is asked again and again is given up when nobody answers`() async {
        let runner = runner()
        runner.load(RequestID(1), .services)
        runner.poll(RequestID(2), .services)
        var replies: [ExplorerEvent] = []
        while replies.isEmpty {
            await Task.yield()
            replies += runner.takeReplies()
        }
        guard case .reply(RequestID(2), .failed(let error))? = replies.first else {
            Issue.record("\(replies)")
            return
        }
        #expect(error.message.contains("did not answer within"))
        #expect(replies.count == 1, "who asked by a key waits as long as he likes")
        runner.cancelAll()
    }
}
