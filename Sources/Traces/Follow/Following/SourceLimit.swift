import TraceModel

/// The limit that a source puts on its answers on its own, and whether one may have been cut by it.
///
/// Sources return fewer traces than asked for without a word: some have a limit of their own that cannot be raised.
/// A source that once returned n traces returns n, so an answer of fewer was not cut by such a limit; one of as many
/// or more as ever before may have been, and its time is asked for again in parts. No source known has a limit
/// below ten.
struct SourceLimit: Sendable {
    private static let leastLimit = 10

    /// The source is known to have no limit of its own.
    private let isLimitKept: Bool

    /// The most traces that came at once.
    private(set) var most = 0
    /// How often a part of a stretch gave as many as the whole of it had, and no more ever came.
    private var repetitions = 0
    /// How often any stretch gave as many as that, and no more ever came.
    private var equals = 0

    /// An answer was as large as was asked for.
    private var isLimitHit = false

    /// The source's own limit, as far as answers show it.
    var ownLimit: Int? { repetitions >= 2 || equals >= 5 ? most : nil }

    /// Whether some answer was cut, and not only perhaps.
    var cuts: Bool { isLimitHit || ownLimit != nil }

    init(isLimitKept: Bool = false) { self.isLimitKept = isLimitKept }

    /// Judges an answer to a question for at most `limit` traces.
    ///
    /// `isPart` says that the question was for a part of a stretch that an answer may not have held.
    mutating func isCut(_ answer: SearchAnswer, limit: Int, isPart: Bool) -> Bool {
        let count = answer.receivedCount
        let isKnownCut = answer.limitHit || count >= limit
        if !isKnownCut, isLimitKept || count < Self.leastLimit || count < most { return false }
        isLimitHit = isLimitHit || isKnownCut
        if count > most {
            most = count
            repetitions = 0
            equals = 0
        } else if count == most, !isKnownCut {
            equals += 1
            if isPart { repetitions += 1 }
        }
        return true
    }
}
