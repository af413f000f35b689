import TestSupport
import Testing
import TraceModel

@testable import Storage

/// The lists of services and operations.
@Suite struct NamesTests {
    private func span(_ trace: UInt64, _ service: String, _ name: String) -> PlainSpan {
        var span = PlainSpan()
        span.traceID = TraceID(high: 0, low: trace)
        span.spanID = SpanID(trace)
        span.resource.name = service
        span.name = name
        span.start = 1_700_000_000_000_000_000
        span.end = span.start + 1000
        return span
    }

    @Test func `a service with an id in every name crowds out no other`() async throws {
        var limits = StoreLimits()
        limits.operations = 100
        limits.operationsPerService = 60
        let store = SpanStore(limits: limits)
        _ = store.write(SpanBatch((1...500).map { span($0, "ids", "GET /user/\($0)") }))
        _ = store.write(SpanBatch((1...50).map { span($0, "more", "op \($0)") }))
        for service in 1...200 as ClosedRange<UInt64> {
            _ = store.write(SpanBatch([span(service, "service \(service)", "op")]))
        }
        let services = try await store.services()
        #expect(services.count == 202)
        #expect(try await store.operations(of: "ids").count == 60)
        #expect(try await store.operations(of: "more").count == 40)
        #expect(await store.omittedOperations(of: "ids") == 440)
        #expect(await store.omittedOperations(of: "more") == 10)
        #expect(store.counts.omittedOperations == 440 + 10 + 200)
        let found = try store.find(.everything { $0.service = "service 200" })
        #expect(found.count == 1)
    }

    @Test func `names of deleted traces go, whether their block is deleted or not`() async throws {
        let store = SpanStore(limits: StoreLimits(traces: 2))
        _ = store.write(SpanBatch([span(1, "old", "gone"), span(1, "kept", "gone")]))
        _ = store.write(SpanBatch([span(2, "kept", "there")]))
        #expect(try await store.services() == ["kept", "old"])
        _ = store.write(SpanBatch([span(3, "kept", "there")]))
        #expect(try await store.services() == ["kept"])
        #expect(try await store.operations(of: "kept").map(\.name) == ["there"])
        // And it comes again with its spans, in the same block.
        _ = store.write(SpanBatch([span(4, "old", "gone")]))
        #expect(try await store.services() == ["kept", "old"])
    }

    @Test func `names are those of the spans held, whatever comes and goes`() async throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SeededGenerator(seed: seed)
        var limits = StoreLimits(traces: 40)
        limits.blockBytes = 4096
        let store = SpanStore(limits: limits)
        var naive = NaiveStore(mostTraces: 40)
        for trace in 1...600 as ClosedRange<UInt64> {
            let service = "service \(Int.random(in: 0...(Int(trace) / 20), using: &generator))"
            let spans = (0..<3).map { _ in
                span(trace, service, "op \(Int.random(in: 0...9, using: &generator))")
            }
            _ = store.write(SpanBatch(spans))
            naive.write(spans)
            guard trace.isMultiple(of: 25) else { continue }
            let services = Set(naive.spans.map(\.resource.name)).sorted()
            #expect(try await store.services() == services, "seed \(seed)")
            for service in services {
                let names = Set(naive.spans.filter { $0.resource.name == service }.map(\.name))
                let operations = try await store.operations(of: service).map(\.name)
                #expect(operations == names.sorted(), "seed \(seed)")
            }
        }
    }

    @Test func `names count as memory`() {
        var limits = StoreLimits(bytes: 2 << 20)
        limits.blockBytes = 64 << 10
        let store = SpanStore(limits: limits)
        for round in 0..<80 as Range<UInt64> {
            let spans = (1...200 as ClosedRange<UInt64>).map { number -> PlainSpan in
                let trace = round * 200 + number
                return span(trace, "service \(trace)", "op \(trace)")
            }
            _ = store.write(SpanBatch(spans))
            #expect(store.counts.heldBytes <= limits.bytes)
        }
        #expect(store.counts.heldSpans > 500)
    }
}
