import Storage
import TestSupport
import Testing
import TraceModel

/// Damaged bytes are an error or do not matter, and never more than that.
@Suite struct SegmentDamageTests {
    private static func spans(_ seed: UInt64, count: Int) -> [PlainSpan] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            var span = PlainSpan.random(traces: 20, using: &generator)
            span.spoil(using: &generator)
            return span
        }
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func `a flipped bit is found, or is where nothing stands`(seed: UInt64) throws {
        let spans = Self.spans(seed, count: 60)
        let bytes = try SegmentBuilder.bytes(spans)
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<150 {
            var damaged = bytes
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            do {
                let segment = try Segment(SegmentMemory(copying: damaged))
                try segment.verify()
                let read = try (0..<segment.traceCount).flatMap {
                    try segment.plainSpans(ofTraceAt: $0)
                }
                #expect(read.count == spans.count, "seed \(seed), byte \(place)")
                #expect(Set(read.map { "\($0)" }) == Set(spans.map { "\($0)" }))
            } catch is SegmentError {
                continue
            }
        }
    }

    @Test(arguments: 1...2 as ClosedRange<UInt64>)
    func `a segment that was cut off is none, and neither is one with more behind it`(
        seed: UInt64
    ) throws {
        let bytes = try SegmentBuilder.bytes(Self.spans(seed, count: 20))
        var generator = SeededGenerator(seed: seed)
        var lengths = [0, 1, 7, 8, 15, 16, 79, SegmentHeader.byteCount - 1, bytes.count - 1]
        for _ in 0..<50 { lengths.append(.random(in: 0..<bytes.count, using: &generator)) }
        for length in lengths {
            #expect(throws: SegmentError.self, "\(length) bytes") {
                try Segment(SegmentMemory(copying: Array(bytes.prefix(length))))
            }
        }
        #expect(throws: SegmentError.self) { try Segment(SegmentMemory(copying: bytes + [0])) }
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `whoever does not check what is damaged reads nonsense and no more`(seed: UInt64) throws {
        let spans = Self.spans(seed, count: 80)
        let bytes = try SegmentBuilder.bytes(spans)
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<40 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...30, using: &generator) {
                let place = Int.random(in: SegmentHeader.byteCount..<bytes.count, using: &generator)
                damaged[place] = .random(in: 0...255, using: &generator)
            }
            let segment = try Segment(SegmentMemory(copying: damaged))
            var copy = SegmentCopy(segment)
            var builder = TraceBuilder()
            for place in 0..<segment.traceCount {
                copy.append(
                    0..<segment.rows(ofTraceAt: place).count,
                    ofTraceAt: place,
                    to: &builder,
                    upTo: 64 << 20
                )
                _ = segment.traces(withID: segment.traceID(at: place))
            }
            for _ in 0..<5 {
                let query = StoreKind.memory.randomQuery(
                    known: spans,
                    limit: 20,
                    using: &generator
                )
                segment.forEachMatch(query) { _ in }
            }
        }
    }

    @Test func `a newer format is refused with a sentence`() throws {
        var bytes = try SegmentBuilder.bytes(Self.spans(1, count: 3))
        bytes[8] = 2
        let error = #expect(throws: SegmentError.self) {
            try Segment(SegmentMemory(copying: bytes))
        }
        #expect(error == .newerFormat(version: 2))
        #expect(
            error?.description == "the segment is of format 2, and this version reads up to 1."
        )
    }
}
