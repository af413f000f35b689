import Storage
import TestSupport
import Testing
import TraceModel

/// Spans go into a segment and come out the same.
@Suite struct SegmentRoundTripTests {
    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `random spans come back exactly`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let count = [1, 7, 64, 65, 400, 2000][Int(seed % 6)]
        var spans = (0..<count).map { _ in
            PlainSpan.random(traces: UInt64(count / 5 + 1), using: &generator)
        }
        if seed.isMultiple(of: 2) {
            for index in spans.indices { spans[index].spoil(using: &generator) }
        }
        try expectRoundTrip(spans, "seed \(seed)")
    }

    @Test func `an empty segment is one`() throws {
        try expectRoundTrip([], "empty")
    }

    private func expectRoundTrip(_ spans: [PlainSpan], _ comment: Comment) throws {
        let segment = try Segment(SegmentMemory(copying: SegmentBuilder.bytes(spans)))
        try segment.verify()
        #expect(segment.count == spans.count, comment)
        let expected = Dictionary(grouping: spans, by: \.traceID)
        #expect(segment.traceCount == expected.count, comment)
        for place in 0..<segment.traceCount {
            let id = segment.traceID(at: place)
            #expect(segment.traces(withID: id) == [place], comment)
            let found = try segment.plainSpans(ofTraceAt: place)
            #expect(found == expected[id], comment)
        }
    }
}

extension SegmentBuilder {
    /// The bytes of a segment of these spans.
    static func bytes(_ spans: [PlainSpan], firstOrdinal: UInt64 = 0) throws -> [UInt8] {
        var builder = SegmentBuilder(firstOrdinal: firstOrdinal)
        let columns = SpanBatch(spans).columns
        #expect(builder.append(columns) == spans.count)
        return try builder.finish()
    }
}

extension Segment {
    /// The spans of a trace, as plain values.
    func plainSpans(ofTraceAt place: Int) throws -> [PlainSpan] {
        var copy = SegmentCopy(self)
        var builder = TraceBuilder()
        copy.append(0..<rows(ofTraceAt: place).count, ofTraceAt: place, to: &builder)
        #expect(!copy.isDamaged)
        return builder.finish().flatMap(\.spans).map { PlainSpan($0) }
    }
}
