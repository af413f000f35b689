import Testing
import TraceModel

@testable import Follow

/// Sources that return fewer traces than were asked for, without a word.
struct SourceLimitTests {
    private func answer(_ count: Int, limitHit: Bool = false) -> SearchAnswer {
        let summaries = (0..<count).map { number in
            TraceSummary(
                id: TraceID(high: 0, low: UInt64(number + 1)),
                rootService: "web",
                rootOperation: "GET",
                start: Timestamp(nanoseconds: UInt64(number)),
                end: Timestamp(nanoseconds: UInt64(number) + 1),
                spanCount: 1,
                errorCount: 0,
                orphanCount: nil,
                services: []
            )
        }
        return SearchAnswer(summaries: summaries, limitHit: limitHit)
    }

    /// Whether each of several answers may have been cut.
    private func cuts(
        _ limit: inout SourceLimit,
        _ counts: [Int],
        of asked: Int = 200,
        isPart: Bool = false
    ) -> [Bool] {
        counts.map { limit.isCut(answer($0), limit: asked, isPart: isPart) }
    }

    @Test func `as many as were asked for are known to be cut`() {
        var limit = SourceLimit()
        let isCut = cuts(&limit, [50], of: 50)
        #expect(isCut == [true] && limit.cuts && limit.ownLimit == nil)
        var said = SourceLimit()
        let isSaid = said.isCut(answer(3, limitHit: true), limit: 50, isPart: false)
        #expect(isSaid && said.cuts)
    }

    @Test func `as many as ever came may have been cut, and fewer not`() {
        var limit = SourceLimit()
        let found = cuts(&limit, [40, 39, 40])
        #expect(found == [true, false, true])
        #expect(!limit.cuts, "perhaps is not known")
        // No source known has a limit so low.
        var few = SourceLimit()
        let isCut = cuts(&few, [9])
        #expect(isCut == [false])
    }

    @Test
    func
        `parts that give as many as the whole show the limit, and so does the same number again and again`()
    {
        var limit = SourceLimit()
        _ = cuts(&limit, [20])
        _ = cuts(&limit, [20], isPart: true)
        #expect(limit.ownLimit == nil)
        _ = cuts(&limit, [20], isPart: true)
        #expect(limit.ownLimit == 20 && limit.cuts)
        var plain = SourceLimit()
        _ = cuts(&plain, [20, 20, 20, 20, 20])
        #expect(plain.ownLimit == nil)
        _ = cuts(&plain, [20])
        #expect(plain.ownLimit == 20)
        // One that once gave more has a higher one, or none.
        _ = cuts(&plain, [21])
        #expect(plain.ownLimit == nil && plain.most == 21)
    }

    @Test func `a source that keeps to what is asked for never cuts in silence`() {
        var limit = SourceLimit(isLimitKept: true)
        let found = cuts(&limit, Array(repeating: 20, count: 9) + [200], isPart: true)
        #expect(found == Array(repeating: false, count: 9) + [true])
    }
}
