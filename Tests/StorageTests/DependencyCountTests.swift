import Storage
import TestSupport
import Testing
import TraceModel

/// Calls from service to service, against a naive count of the same spans.
@Suite struct DependencyCountTests {
    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `calls are those of a naive count, whatever is sealed and whenever spans came`(
        seed: UInt64
    ) async throws {
        var generator = SeededGenerator(seed: seed)
        let mostTraces = seed.isMultiple(of: 4) ? 20 : 100_000
        let store = SpanStore(limits: StoreLimits(bytes: 64 << 20, traces: mostTraces))
        var naive = NaiveStore(mostTraces: mostTraces)
        for _ in 0..<400 {
            let span = Self.span(using: &generator)
            let isKnown = naive.spans.contains {
                $0.traceID == span.traceID && $0.spanID == span.spanID
            }
            // What happens to spans that come twice is told elsewhere; here two services may share an id.
            guard !isKnown || seed.isMultiple(of: 3) else { continue }
            _ = store.write(SpanBatch([span]))
            naive.write([span])
            if Int.random(in: 0..<50, using: &generator) == 0 { store.seal() }
        }
        for (start, end) in [(0, 1000), (0, 500), (200, 1000), (300, 400)] {
            let links = try await store.dependencies(
                from: Timestamp(nanoseconds: UInt64(start)),
                to: Timestamp(nanoseconds: UInt64(end))
            )
            let expected = Self.calls(naive, from: UInt64(start), to: UInt64(end))
            #expect(links == expected, "seed \(seed), from \(start) to \(end)")
        }
    }

    private static func span(using generator: inout SeededGenerator) -> PlainSpan {
        var span = PlainSpan()
        let trace = UInt64.random(in: 1...30, using: &generator)
        span.traceID = TraceID(high: 0, low: trace)
        // One trace is larger than those whose parents are found by comparing.
        let most: UInt64 = trace == 1 ? 400 : 12
        span.spanID = SpanID(UInt64.random(in: 1...most, using: &generator))
        span.parentID = SpanID(UInt64.random(in: 0...most, using: &generator))
        span.resource.name = "service \(Int.random(in: 0..<6, using: &generator))"
        span.name = "operation \(Int.random(in: 0..<40, using: &generator))"
        // Traces follow each other, so that some segments lie within a window and some do not.
        span.start = trace * 30 + UInt64.random(in: 0..<50, using: &generator)
        span.end = span.start + UInt64.random(in: 0..<20, using: &generator)
        return span
    }

    private static func calls(
        _ store: NaiveStore,
        from start: UInt64,
        to end: UInt64
    ) -> [DependencyLink] {
        var counts: [[String]: Int] = [:]
        for id in store.order {
            let spans = store.trace(id)
            guard spans.allSatisfy({ $0.start >= start && $0.end <= end }) else { continue }
            for span in spans where span.parentID != .zero {
                // Of equal ids the newest counts.
                guard let parent = spans.last(where: { $0.spanID == span.parentID }) else {
                    continue
                }
                counts[[parent.resource.name, span.resource.name], default: 0] += 1
            }
        }
        return counts.map {
            DependencyLink(parent: $0.key[0], child: $0.key[1], callCount: $0.value)
        }.sorted { ($0.parent, $0.child) < ($1.parent, $1.child) }
    }
}
