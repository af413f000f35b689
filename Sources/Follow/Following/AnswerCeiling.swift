import TraceModel

/// Whether an answer may have been cut.
///
/// Sources return fewer traces than asked for without a word: some have a limit of their own that cannot be raised.
/// A source that once returned n traces returns n, so an answer of fewer was not cut by such a limit; one of as many
/// or more as ever before may have been, and its time is asked for again in parts. No source known has a limit
/// below ten.
struct AnswerCeiling: Sendable {
    private static let leastLimit = 10

    /// The most traces that came at once.
    private(set) var most = 0
    /// How often as many came again, and never more.
    private var repetitions = 0

    /// An answer was as large as was asked for.
    private var isLimitHit = false

    /// The limit that the source seems to have by itself.
    var ownLimit: Int? { repetitions >= 3 ? most : nil }

    /// Whether some answer was cut, and not only perhaps.
    var cuts: Bool { isLimitHit || ownLimit != nil }

    mutating func isCut(_ answer: SearchAnswer, limit: Int) -> Bool {
        let count = answer.receivedCount
        let isKnownCut = answer.limitHit || count >= limit
        if !isKnownCut, count < Self.leastLimit || count < most { return false }
        isLimitHit = isLimitHit || isKnownCut
        if count > most {
            most = count
            repetitions = 0
        } else if count == most, !isKnownCut {
            repetitions += 1
        }
        return true
    }
}
