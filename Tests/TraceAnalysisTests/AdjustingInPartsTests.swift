import TestSupport
import Testing
import TraceAnalysis
import TraceModel

/// A trace that is adjusted part by part comes out as one that is adjusted as a whole.
@Suite struct AdjustingInPartsTests {
    private func trace(_ spans: [PlainSpan]) throws -> Trace {
        var builder = TraceBuilder()
        for span in spans { builder.append(span) }
        return try #require(builder.finish().first)
    }

    /// The trace in parts of `length` spans.
    private func inParts(_ trace: Trace, of length: Int) -> TraceInParts {
        let whole = TraceInParts(trace)
        return TraceInParts(
            id: trace.id,
            spanCount: trace.count,
            heldBytes: 0,
            part: { start in
                let end = min(start + length, trace.count)
                return whole.spans(Array(start..<end)).map { .init(trace: $0, end: end) }
            },
            spans: { whole.spans($0) }
        )
    }

    private func parts(_ trace: TraceInParts) throws -> [PlainSpan] {
        var spans: [PlainSpan] = []
        var start = 0
        while start < trace.spanCount {
            let part = try #require(trace.part(from: start))
            spans += part.trace.spans.map { PlainSpan($0) }
            start = part.end
        }
        return spans
    }

    @Test(arguments: [0, 1_000_000] as [Nanoseconds])
    func `part by part is the same as a whole`(maxSkew: Nanoseconds) throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SeededGenerator(seed: seed)
        for round in 0..<60 {
            var spans: [PlainSpan] = []
            for _ in 0..<Int.random(in: 2...80, using: &generator) {
                var span = PlainSpan.random(traces: 1, using: &generator)
                if Bool.random(using: &generator) {
                    let host = ["a", "b"].randomElement(using: &generator) ?? ""
                    span.resource.attributes.append(
                        Attribute(key: "host.name", value: .string(host))
                    )
                }
                spans.append(span)
                // Some come twice, as when a request is sent again.
                if Int.random(in: 0..<5, using: &generator) == 0 {
                    spans.append(spans.randomElement(using: &generator) ?? span)
                }
            }
            let whole = try trace(spans)
            let adjusters = TraceAdjusters(maxSkew: maxSkew)
            let expected = adjusters.adjust(whole).spans.map { PlainSpan($0) }
            let length = Int.random(in: 1...10, using: &generator)
            let adjusted = try #require(adjusters.adjust(inParts(whole, of: length)))
            #expect(adjusted.spanCount >= expected.count)
            let found = try parts(adjusted)
            #expect(found == expected, "seed \(seed), round \(round), parts of \(length)")
        }
    }

    @Test func `a trace too large for its outline says that it is as sent`() throws {
        let sketch = Trace.make { sketch in
            for number in 0..<10 { sketch.span("s\(number)", 0..<9) }
        }
        let adjusted = try #require(TraceAdjusters().adjust(inParts(sketch, of: 3), upTo: 100))
        let part = try #require(adjusted.part(from: 0))
        #expect(part.trace.count == 3)
        #expect(part.trace.warnings.first?.contains("10 spans, too many") == true)
    }

    @Test func `the summary of a trace in parts is that of the whole`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<60 {
            let spans = (0..<Int.random(in: 1...60, using: &generator)).map { _ in
                PlainSpan.random(traces: 1, using: &generator)
            }
            let whole = try trace(spans)
            let length = Int.random(in: 1...10, using: &generator)
            #expect(TraceSummary(inParts(whole, of: length)) == TraceSummary(whole), "seed \(seed)")
        }
    }

    @Test func `a trace that is gone gives nothing`() {
        let gone = TraceInParts(
            id: .named("gone"),
            spanCount: 3,
            heldBytes: 0,
            part: { _ in nil },
            spans: { _ in nil }
        )
        #expect(TraceAdjusters().adjust(gone) == nil)
        #expect(TraceSummary(gone) == nil)
        #expect(gone.whole() == nil)
    }
}
