import TestSupport
import Testing
import TraceModel

@testable import WireFormats

/// The same trace read through the legacy and the v3 API.
struct DialectTests {
    private static let names = [
        "hotrod-1", "hotrod-3", "hotrod-5", "hotrod-error-1", "tracegen", "shop-checkout-1",
        "single", "clock_trouble", "orphans", "cycle", "shared_span_ids", "short_trace_id",
        "raw_otlp", "bad_utf8", "deep_300", "tracestate_ok",
    ]
    private static let sets = ["jaeger-v1.76", "jaeger-v2.20", "jaeger-main-8498073ff"]

    /// Traces that a set recorded in both dialects.
    private static let pairs: [(set: String, name: String)] = sets.flatMap { set in
        names.compactMap { name in
            let legacy = try? TraceFixture.named("trace-\(name)", in: set)
            let v3 = try? TraceFixture.named("v3-trace-\(name)", in: set)
            return legacy != nil && v3 != nil ? (set, name) : nil
        }
    }

    @Test
    func `most traces were recorded in both dialects`() {
        #expect(Self.pairs.count >= 40)
    }

    @Test(arguments: pairs)
    func `both dialects give the same model but for what the legacy one cannot hold`(
        _ pair: (set: String, name: String)
    ) throws {
        let legacy = try decodeTraces(
            try TraceFixture.named("trace-\(pair.name)", in: pair.set).bytes()
        ).records
        let v3 = try decodeTraces(
            try TraceFixture.named("v3-trace-\(pair.name)", in: pair.set).bytes()
        ).records
        try #require(legacy.count == v3.count)
        for (legacy, v3) in zip(legacy, v3) {
            let left = answered(LegacyLosses.apply(to: v3), pair.set)
            let legacy = answered(legacy, pair.set)
            #expect(left == legacy)
        }
    }

    /// A span without what a server answers differently in its two dialects, whatever the format could hold.
    private func answered(_ span: SpanRecord, _ set: String) -> SpanRecord {
        var span = span
        // v1.76 sorts events by time in one dialect and by name in the other, v2 by name in both.
        span.events.sort { ($0.time, $0.name) < ($1.time, $1.name) }
        // v1.76 sends equal keys in the legacy dialect only; the others keep the last of them in both.
        span.attributes = span.attributes.enumerated().filter { place, attribute in
            !span.attributes[(place + 1)...].contains { $0.key == attribute.key }
        }.map(\.element)
        // v2.20 adds a copy of each warning to the stored span with every read; v1.76 checks clocks by
        // different rules in its two dialects.
        span.warnings = set == "jaeger-v1.76" ? [] : Set(span.warnings).sorted()
        return span
    }
}
