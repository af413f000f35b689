import Testing
import TraceModel

struct TimestampTests {
    private let end = Timestamp(nanoseconds: .max)

    @Test func `distances have a sign and saturate`() {
        let one = Timestamp(nanoseconds: 1000)
        #expect(one.since(.zero) == 1000)
        #expect(Timestamp.zero.since(one) == -1000)
        #expect(end.since(.zero) == .max)
        #expect(Timestamp.zero.since(end) == -.max)
    }

    @Test func `moving a time stops at the ends of the range`() {
        let middle = Timestamp(nanoseconds: 100)
        #expect(middle.advanced(by: 5).nanoseconds == 105)
        #expect(middle.advanced(by: -5).nanoseconds == 95)
        #expect(middle.advanced(by: -101) == .zero)
        #expect(middle.advanced(by: .min) == .zero)
        #expect(end.advanced(by: 1) == end)
        #expect(Timestamp(nanoseconds: 1 << 63).advanced(by: .min) == .zero)
    }

    @Test func `microseconds are exact, cut off and saturating`() {
        #expect(Timestamp(microseconds: 1_767_225_600_000_001).nanoseconds % 1_000_000 == 1000)
        #expect(Timestamp(microseconds: .max) == end)
        #expect(Timestamp(nanoseconds: 1999).microseconds == 1)
    }
}
