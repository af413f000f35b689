package import TraceModel

/// Which time has been looked at, and when.
///
/// Of each instant t it is known when the source was last asked, without its answer being cut, for what happened at t: all
/// that the source held of t by then is known. So "covered with an allowance of 10 s" means that the source was asked at
/// t + 10 s or later, and that spans that came up to 10 s late are known too.
package struct Coverage: Sendable, Equatable {
    struct Piece: Equatable {
        var start: Timestamp
        var end: Timestamp
        /// When the source was asked, by its own clock, early rather than late.
        var seenAt: Timestamp
    }

    /// In order, without overlap; time between them was never seen.
    private(set) var pieces: [Piece] = []

    package init() {}

    /// Whether nothing was seen yet.
    package var isEmpty: Bool { pieces.isEmpty }

    /// Notes that the source was asked at `time` for what happened from `start` until before `end`.
    ///
    /// - Complexity: O(pieces).
    package mutating func note(_ start: Timestamp, _ end: Timestamp, seenAt time: Timestamp) {
        guard start < end else { return }
        let first = pieces.firstIndex { $0.end > start } ?? pieces.count
        let last = pieces[first...].firstIndex { $0.start >= end } ?? pieces.count
        var changed: [Piece] = []
        var reached = start
        for old in pieces[first..<last] {
            if old.start < start {
                changed.append(Piece(start: old.start, end: start, seenAt: old.seenAt))
            }
            if reached < old.start {
                changed.append(Piece(start: reached, end: old.start, seenAt: time))
            }
            let from = max(old.start, start)
            let to = min(old.end, end)
            changed.append(Piece(start: from, end: to, seenAt: max(old.seenAt, time)))
            if old.end > end {
                changed.append(Piece(start: end, end: old.end, seenAt: old.seenAt))
            }
            reached = to
        }
        if reached < end { changed.append(Piece(start: reached, end: end, seenAt: time)) }
        pieces.replaceSubrange(first..<last, with: changed)
        join(around: first..<first + changed.count)
    }

    /// Notes that the source was asked again at `time` for all that was seen at `least` or later.
    mutating func raise(seenSince least: Timestamp, to time: Timestamp) {
        for index in pieces.indices where pieces[index].seenAt >= least {
            pieces[index].seenAt = max(pieces[index].seenAt, time)
        }
        join(around: pieces.indices)
    }

    /// Forgets what happened before `time`, and does not tell apart any more what was asked later than
    /// `horizon` after it happened.
    mutating func prune(before time: Timestamp, horizon: Nanoseconds) {
        pieces.removeAll { $0.end <= time }
        if let first = pieces.first, first.start < time { pieces[0].start = time }
        for index in pieces.indices
        where pieces[index].seenAt >= pieces[index].end.advanced(by: horizon) {
            pieces[index].seenAt = Timestamp(nanoseconds: .max)
        }
        join(around: pieces.indices)
    }

    /// Forgets what was said of the time after `time`: the clock that it was said by was wrong.
    mutating func forget(after time: Timestamp) {
        pieces.removeAll { $0.start >= time }
        for index in pieces.indices {
            pieces[index].end = min(pieces[index].end, time)
            pieces[index].seenAt = min(pieces[index].seenAt, time)
        }
    }

    /// The parts from `start` until before `end` that were not seen `allowance` after they happened, in order.
    package func gaps(
        _ start: Timestamp,
        _ end: Timestamp,
        allowance: Nanoseconds = 0
    ) -> [Range<Timestamp>] {
        var gaps: [Range<Timestamp>] = []
        var reached = start
        for piece in pieces where piece.end > start && piece.start < end {
            let seenEnd = min(piece.end, piece.seenAt.advanced(by: -allowance))
            guard piece.start < seenEnd else { continue }
            if reached < piece.start { gaps.append(reached..<piece.start) }
            reached = max(reached, seenEnd)
        }
        if reached < end { gaps.append(reached..<end) }
        return gaps
    }

    /// Nanoseconds from `start` until before `end` that were seen `allowance` after they happened.
    package func seen(
        _ start: Timestamp,
        _ end: Timestamp,
        allowance: Nanoseconds = 0
    ) -> Nanoseconds {
        guard start < end else { return 0 }
        return gaps(start, end, allowance: allowance).reduce(end.since(start)) {
            $0 - $1.upperBound.since($1.lowerBound)
        }
    }

    /// Whether all of the time from `start` until before `end` was seen `allowance` after it happened.
    package func covers(_ start: Timestamp, _ end: Timestamp, allowance: Nanoseconds = 0) -> Bool {
        gaps(start, end, allowance: allowance).isEmpty
    }

    /// When the source was last asked for what happened at `time`, far in the future if that was long after it; nil if it
    /// never was.
    func lastLook(at time: Timestamp) -> Timestamp? {
        pieces.first { $0.start <= time && time < $0.end }?.seenAt
    }

    /// The latest instant up to which anything was seen; nil when nothing was.
    package var latest: Timestamp? { pieces.last.map { min($0.end, $0.seenAt) } }

    /// Joins neighbours that were seen at the same time.
    private mutating func join(around changed: Range<Int>) {
        guard !pieces.isEmpty else { return }
        let from = max(changed.lowerBound - 1, 0)
        let to = min(changed.upperBound + 1, pieces.count)
        var joined: [Piece] = []
        for piece in pieces[from..<to] {
            if let last = joined.last, last.end == piece.start, last.seenAt == piece.seenAt {
                joined[joined.count - 1].end = piece.end
            } else {
                joined.append(piece)
            }
        }
        pieces.replaceSubrange(from..<to, with: joined)
    }
}
