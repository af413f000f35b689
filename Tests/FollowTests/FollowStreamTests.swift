import Testing
import TraceModel

@testable import Follow

/// What is asked of one service, and when it is worth a question.
struct FollowStreamTests {
    private static let allowance: Nanoseconds = .seconds(10)

    private func time(_ seconds: Double) -> Timestamp {
        Timestamp(nanoseconds: 1_795_000_000_000_000_000 + UInt64(seconds * 1e9))
    }

    private func need(_ start: Double, _ end: Double) -> FollowStream.Need {
        FollowStream.Need(start: time(start), end: time(end))
    }

    /// One that was asked for these stretches, each long after it was over.
    private func stream(seen stretches: (Double, Double)...) -> FollowStream {
        var stream = FollowStream(service: "web", since: time(0))
        for (start, end) in stretches {
            stream.coverage.note(time(start), time(end), seenAt: time(end + 100))
        }
        return stream
    }

    /// An answer to `need` that held all, of a source that gives 100 at most.
    private func noteWhole(_ stream: inout FollowStream, _ need: FollowStream.Need, count: Int) {
        stream.noteWhole(
            need,
            count: count,
            limit: 100,
            isLimitKnown: true,
            seenAt: need.end.advanced(by: .seconds(100))
        )
    }

    @Test func `what has only just become old enough waits until it is worth a question`() {
        let stream = stream(seen: (0, 85))
        let soon = stream.agedNeed(time(97), allowance: Self.allowance, waits: true)
        #expect(soon == nil)
        let later = stream.agedNeed(time(106), allowance: Self.allowance, waits: true)
        #expect(later == need(85, 96))
        // Without others to ask it goes out at once.
        #expect(stream.agedNeed(time(97), allowance: Self.allowance) == need(85, 87))
    }

    @Test func `an older part that is missing goes before a little that is new`() {
        let stream = stream(seen: (0, 40), (50, 85))
        #expect(
            stream.agedNeed(time(97), allowance: Self.allowance, waits: true) == need(40, 50)
        )
    }

    @Test func `only so much of what is past is asked for as is within reach`() {
        let stream = stream(seen: (0, 10))
        let need = stream.agedNeed(
            time(110),
            allowance: Self.allowance,
            reach: .seconds(30),
            waits: true
        )
        #expect(need == self.need(70, 100))
    }

    @Test func `stretches are as long as an answer holds, next to what was seen before`() {
        var stream = stream(seen: (0, 10))
        // Two traces a second, and 100 at most: four fifths of that are planned.
        for start in stride(from: 10.0, to: 50, by: 10) {
            noteWhole(&stream, need(start, start + 10), count: 20)
        }
        #expect(stream.width == .seconds(40))
        let next = stream.agedNeed(time(115), allowance: Self.allowance, waits: true)
        #expect(next == need(50, 90), "what is left is half an answer")
        let far = stream.agedNeed(time(200), allowance: Self.allowance, waits: true)
        #expect(far == need(150, 190), "the newest where there is more than two answers hold")
    }

    @Test func `a second look waits until much has come together, as long as it may`() {
        let stream = stream(seen: (0, 60))
        var fresh = FollowStream(service: "web", since: time(0))
        // Seen at once, and not again.
        fresh.coverage.note(time(0), time(60), seenAt: time(60))
        #expect(stream.lookAgainNeed(time(75), allowance: Self.allowance).need == nil)
        let (none, wait) = fresh.lookAgainNeed(
            time(61),
            allowance: Self.allowance,
            growth: .seconds(30)
        )
        #expect(none == nil || wait == 0)
        let (again, _) = fresh.lookAgainNeed(
            time(95),
            allowance: Self.allowance,
            growth: .seconds(30)
        )
        #expect(again?.start == time(50))
    }

    @Test func `how large traces are is remembered from the largest answers on`() {
        func summary(_ spans: Int) -> TraceSummary {
            TraceSummary(
                id: TraceID(high: 0, low: UInt64(spans)),
                rootService: "web",
                rootOperation: "GET",
                start: time(1),
                end: time(2),
                spanCount: spans,
                errorCount: 0,
                orphanCount: nil,
                services: []
            )
        }
        var stream = FollowStream(service: "web", since: time(0))
        #expect(stream.spansPerTrace == nil)
        stream.note(sizes: [summary(10), summary(30)])
        #expect(stream.spansPerTrace == 20)
        stream.note(sizes: [summary(100)])
        #expect(stream.spansPerTrace == 100)
        stream.note(sizes: [summary(50)])
        #expect(stream.spansPerTrace == 90)
    }
}
