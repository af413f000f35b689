import TestSupport
import Testing
import TraceAnalysis
import TraceModel

@testable import Commands

@Suite struct WholeTracesTests {
    /// Traces of one span each, with ids from 1.
    private func traces(_ count: UInt64) -> [Trace] {
        var builder = TraceBuilder()
        for number in 1...count {
            var span = PlainSpan()
            span.traceID = TraceID(high: 0, low: number)
            span.spanID = SpanID(1)
            builder.append(span)
        }
        return builder.finish()
    }

    @Test func `traces of a list are read whole in the order of the list`() async throws {
        let traces = traces(20)
        let reader = StubReader(traces: traces.reversed())
        let answers = try await reader.readWhole(traces.map { TraceSummary($0) })
        #expect(answers.map(\.trace.id) == traces.map(\.id))
    }

    @Test func `the trace that cannot be read is named, not those that were given up for it`()
        async throws
    {
        let traces = traces(20)
        let reader = StubReader(traces: Array(traces.dropLast(10)))
        let error = await #expect(throws: TraceReaderError.self) {
            try await reader.readWhole(traces.map { TraceSummary($0) })
        }
        #expect(error?.kind == .notFound)
    }
}
