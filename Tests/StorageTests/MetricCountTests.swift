import Storage
import TestSupport
import Testing
import TraceModel

/// Metrics of sealed and unsealed spans, against a naive count of the same spans.
@Suite struct MetricCountTests {
    @Test(arguments: 1...30 as ClosedRange<UInt64>)
    func `metrics are those of a naive count, whatever is sealed and whenever spans came`(
        seed: UInt64
    ) async throws {
        var generator = SeededGenerator(seed: seed)
        let mostTraces = seed.isMultiple(of: 4) ? 40 : 100_000
        let store = SpanStore(limits: StoreLimits(bytes: 64 << 20, traces: mostTraces))
        var naive = NaiveStore(mostTraces: mostTraces)
        // Some begin with the clock, where windows reach back before it.
        let beginning: UInt64 = seed.isMultiple(of: 3) ? 0 : 1_000_000
        for number in 0..<600 as Range<UInt64> {
            let span = Self.span(number, from: beginning, using: &generator)
            _ = store.write(SpanBatch([span]))
            naive.write([span])
            if Int.random(in: 0..<40, using: &generator) == 0 { store.seal() }
        }
        for _ in 0..<12 {
            let query = Self.query(from: beginning, using: &generator)
            let metrics = try #require(try await store.metrics(query)).metrics
            #expect(metrics == Self.metrics(naive.spans, query), "seed \(seed), \(query)")
        }
    }

    private static func span(
        _ number: UInt64,
        from beginning: UInt64,
        using generator: inout SeededGenerator
    ) -> PlainSpan {
        var span = PlainSpan()
        // Traces follow each other, and some have late spans.
        let trace = number / 8 - UInt64.random(in: 0...min(3, number / 8), using: &generator)
        span.traceID = TraceID(high: 1, low: trace + 1)
        span.spanID = SpanID(number + 1)
        span.resource.name = "service \(Int.random(in: 0..<3, using: &generator))"
        span.name = "operation \(Int.random(in: 0..<5, using: &generator))"
        span.kind = [.server, .client, .unspecified].randomElement(using: &generator) ?? .server
        span.statusCode = Int.random(in: 0..<4, using: &generator) == 0 ? .error : .unset
        span.start = beginning + trace * 100 + UInt64.random(in: 0..<100, using: &generator)
        // Below 64 ns a class of durations is one nanosecond, so quantiles are exact.
        span.end = span.start + UInt64.random(in: 0..<64, using: &generator)
        return span
    }

    private static func query(
        from beginning: UInt64,
        using generator: inout SeededGenerator
    ) -> MetricsQuery {
        MetricsQuery(
            services: ["service 0", "service 1", "nobody"],
            kinds: Bool.random(using: &generator) ? [.server] : [.server, .client],
            byOperation: Bool.random(using: &generator),
            end: Timestamp(
                nanoseconds: beginning + UInt64.random(in: 0..<10_000, using: &generator)
            ),
            lookback: Nanoseconds.random(in: 0..<12_000, using: &generator),
            step: [1000, 3000, 77].randomElement(using: &generator) ?? 1,
            window: [500, 1000, 4000, 50_000].randomElement(using: &generator) ?? 1,
            figures: [.calls, .errors, .latency(quantile: 0.5), .latency(quantile: 0.9)]
        )
    }

    private static func metrics(_ spans: [PlainSpan], _ query: MetricsQuery) -> [ServiceMetrics] {
        let calls = spans.filter {
            query.services.contains($0.resource.name) && query.kinds.contains($0.kind)
        }
        var series: [[String]: [PlainSpan]] = [:]
        for call in calls {
            series[[call.resource.name, query.byOperation ? call.name : ""], default: []]
                .append(call)
        }
        let first = Int(query.end.advanced(by: -query.lookback).nanoseconds)
        let times = Array(
            stride(from: first, through: Int(query.end.nanoseconds), by: Int(query.step))
        )
        return series.sorted { $0.key.lexicographicallyPrecedes($1.key) }.compactMap { key, calls in
            var metrics = ServiceMetrics(
                service: key[0],
                operation: query.byOperation ? key[1] : nil
            )
            var isSeen = false
            for figure in query.figures {
                metrics[figure] = times.map { time in
                    let seen = calls.filter {
                        Int($0.end) <= time && Int($0.end) + Int(query.window) > time
                    }
                    isSeen = isSeen || !seen.isEmpty
                    return MetricPoint(
                        time: Timestamp(nanoseconds: UInt64(time)),
                        value: value(of: figure, seen, query)
                    )
                }
            }
            return isSeen ? metrics : nil
        }
    }

    private static func value(
        of figure: MetricsFigure,
        _ calls: [PlainSpan],
        _ query: MetricsQuery
    ) -> Double? {
        switch figure {
        case .calls: return Double(calls.count) / (Double(query.window) / 1e9)
        case .errors:
            guard !calls.isEmpty else { return nil }
            return Double(calls.count { $0.statusCode == .error }) / Double(calls.count)
        case .latency(let quantile):
            guard !calls.isEmpty else { return nil }
            let rank = max(1, Int((quantile * Double(calls.count)).rounded(.up)))
            return Double(calls.map { $0.end - $0.start }.sorted()[rank - 1])
        }
    }
}
