import Storage
import TestSupport
import Testing
import TraceModel

/// Blooms tell of most that is not in a segment that it is not.
@Suite struct SegmentBloomTests {
    private static let segment: Segment = {
        var generator = SeededGenerator(seed: 5)
        let spans = (0..<3000).map { number in
            var span = PlainSpan.random(using: &generator)
            span.traceID = TraceID(high: 5, low: UInt64(number + 1))
            span.attributes = [Attribute(key: "user", value: .string("user-\(number)"))]
            return span
        }
        do {
            return try Segment(SegmentMemory(copying: SegmentBuilder.bytes(spans)))
        } catch { fatalError("\(error)") }
    }()

    @Test func `every trace that is there may be there, and few others`() {
        for low in 1...3000 as ClosedRange<UInt64> {
            #expect(Self.segment.mayHold(TraceID(high: 5, low: low)))
        }
        let wrong = (1...10_000 as ClosedRange<UInt64>).filter {
            Self.segment.mayHold(TraceID(high: 6, low: $0))
        }
        #expect(wrong.count < 300)
    }

    @Test func `every value that is there may be there, and few others`() {
        for number in 0..<3000 {
            #expect(Self.segment.mayHold(attribute: "user", value: "user-\(number)"))
        }
        let wrong = (3000..<13_000).filter {
            Self.segment.mayHold(attribute: "user", value: "user-\($0)")
        }
        #expect(wrong.count < 300)
    }
}
