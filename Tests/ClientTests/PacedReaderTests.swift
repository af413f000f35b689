import HTTPServer
import Synchronization
import TestSupport
import Testing
import TraceModel

@testable import Client

/// What those ask who ask again and again, beside those who wait for an answer.
@Suite struct PacedReaderTests {
    /// Holds the answers of a server back, one after the other, and counts them.
    private final class Held: Sendable {
        private let state = Mutex((now: 0, most: 0, isOpen: false))

        var now: Int { state.withLock { $0.now } }
        var most: Int { state.withLock { $0.most } }

        func open() { state.withLock { $0.isOpen = true } }

        func hold() async {
            state.withLock {
                $0.now += 1
                $0.most = max($0.most, $0.now)
            }
            _ = await eventually(within: .seconds(300)) { self.state.withLock { $0.isOpen } }
            state.withLock { $0.now -= 1 }
        }
    }

    private static let start = Timestamp(microseconds: 1_795_250_795_098_898)

    private func search(_ reader: any TraceReader) async throws -> Int {
        let query = TraceQuery(start: Self.start, end: Self.start.advanced(by: 1_000_000_000))
        return try await reader.search(query, progress: nil).summaries.count
    }

    @Test func `questions of all kinds go one after the other, beside those of a user`()
        async throws
    {
        let held = Held()
        let server = try ScriptedServer { request in
            switch request.path {
            case "/api/v3/trace-summaries" where request.rawQuery != nil:
                .late(#"{"summaries":[]}"#) { await held.hold() }
            case "/api/v3/traces/" + traceOfV3.hex: .late(wholeTraceOfV3) { await held.hold() }
            default:
                request.path.hasPrefix("/api/metrics/")
                    ? .late(#"{"name":"x","metrics":[]}"#) { await held.hold() } : nil
            }
        }
        let reader = try makeReader(server.url)
        _ = try await reader.describe()
        let paced = try #require(reader.paced as? PacedReader)
        let again = try #require(reader.paced as? PacedReader)
        #expect(paced.turns === again.turns, "there is one line a server")
        let first = Task { try await search(paced) }
        #expect(await eventually(within: .seconds(300)) { held.now == 1 })
        let others = [
            Task { _ = try await paced.trace(traceOfV3, near: nil, raw: false, progress: nil) },
            Task { _ = try await search(again) },
            Task {
                let end = Self.start
                let query = MetricsQuery(
                    services: ["a"],
                    end: end,
                    lookback: 60_000_000_000,
                    step: 60_000_000_000
                )
                _ = try await again.metrics(query)
            },
            Task { _ = try await paced.services() },
        ]
        #expect(await eventually(within: .seconds(300)) { paced.turns.waiting == others.count })
        #expect(try await reader.services() == ["a"], "a user does not wait in line")
        #expect(held.now == 1)
        held.open()
        #expect(try await first.value == 0)
        for other in others { try await other.value }
        #expect(held.most == 1, "one at a time, to the end of the body")
        #expect(server.requests.count { $0.path.hasPrefix("/api/metrics/") } == 4)
    }

    @Test func `what fails is sent once, since whoever asks comes back`() async throws {
        let isBusy = Atomic(false)
        let server = try ScriptedServer { _ in
            isBusy.load(ordering: .relaxed) ? .text(503, "busy\n") : nil
        }
        let reader = try makeReader(server.url)
        _ = try await reader.describe()
        isBusy.store(true, ordering: .relaxed)
        let before = server.requests.count
        #expect(await failure { _ = try await search(reader.paced) } != nil)
        #expect(server.requests.count == before + 1)
        #expect(await failure { _ = try await search(reader) } != nil)
        #expect(server.requests.count == before + 4, "a user's question is sent three times")
    }
}
