import Synchronization
import Testing
import TraceModel

@Suite struct ForwardingReaderTests {
    /// A source that can only say what it was asked.
    private final class Asked: TraceReader {
        let questions = Mutex<[String]>([])

        private func ask(_ question: String) { questions.withLock { $0.append(question) } }

        func describe() async throws(TraceReaderError) -> SourceDescription {
            ask("describe")
            return SourceDescription(label: "asked")
        }

        func services() async throws(TraceReaderError) -> [String] {
            ask("services")
            return ["a"]
        }

        func operations(of service: String) async throws(TraceReaderError) -> [Operation] {
            ask("operations of \(service)")
            return []
        }

        func search(
            _ query: TraceQuery,
            progress: ProgressHandler?
        ) async throws(TraceReaderError) -> SearchAnswer {
            ask("search")
            return SearchAnswer(summaries: [], limitHit: false)
        }

        func trace(
            _ id: TraceID,
            near: ClosedRange<Timestamp>?,
            raw: Bool,
            progress: ProgressHandler?
        ) async throws(TraceReaderError) -> TraceAnswer {
            ask("trace \(id.hex) \(raw)")
            throw TraceReaderError(.notFound, "there is none")
        }

        func metrics(
            _ query: MetricsQuery
        ) async throws(TraceReaderError) -> ServiceMetricsAnswer? {
            ask("metrics")
            return nil
        }

        func arrivals() -> AsyncStream<ArrivalBatch>? {
            ask("arrivals")
            return nil
        }
    }

    /// Adds a service, and counts questions.
    private final class WithOneMore: ForwardingReader {
        let base: any TraceReader
        let count = Atomic(0)

        init(_ base: any TraceReader) { self.base = base }

        func ask<Answer: Sendable>(
            _ question: () async throws(TraceReaderError) -> Answer
        ) async throws(TraceReaderError) -> Answer {
            count.add(1, ordering: .relaxed)
            return try await question()
        }

        func services() async throws(TraceReaderError) -> [String] {
            try await base.services() + ["b"]
        }
    }

    @Test func `what it does not do otherwise its base does`() async throws {
        let base = Asked()
        let reader = WithOneMore(base)
        let id = TraceID(high: 0, low: 1)
        let start = Timestamp(nanoseconds: 1)
        #expect(try await reader.describe().label == "asked")
        #expect(try await reader.services() == ["a", "b"])
        _ = try await reader.operations(of: "a")
        _ = try await reader.search(TraceQuery(start: start, end: start), progress: nil)
        await #expect(throws: TraceReaderError(.notFound, "there is none")) {
            try await reader.trace(id, near: nil, raw: true, progress: nil)
        }
        let query = MetricsQuery(services: ["a"], end: start, lookback: 1, step: 1)
        #expect(try await reader.metrics(query) == nil)
        #expect(reader.arrivals() == nil)
        #expect(reader.paced is Asked, "its base, if it has no way of its own")
        #expect(
            base.questions.withLock { $0 } == [
                "describe", "services", "operations of a", "search", "trace \(id.hex) true",
                "metrics", "arrivals",
            ]
        )
        #expect(reader.count.load(ordering: .relaxed) == 4, "describe() is no question")
    }
}
