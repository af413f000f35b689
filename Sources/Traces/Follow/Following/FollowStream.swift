import TraceModel

/// What is asked one after the other with the same conditions: everything, or one service of several.
struct FollowStream: Sendable {
    /// A stretch of time to ask for.
    struct Need: Equatable {
        var start: Timestamp
        var end: Timestamp
        /// A look at what is newest.
        var isFresh = false
    }

    private struct Cut {
        var start: Timestamp
        var end: Timestamp
        var width: Nanoseconds
        /// Traces that came; nil where no answer did, which tells nothing of how many may come.
        var count: Int?
    }

    /// Nil when the whole is asked at once, or the service is the query's own.
    let service: String?
    /// Nothing before is asked for.
    var since: Timestamp
    var coverage = Coverage()
    /// Stretches too full for any answer, however short they are asked for.
    private var unanswerable = Coverage()
    /// Stretches that an answer did not hold, and how long their parts may be: traffic now says nothing of them.
    private var cuts: [Cut] = []
    /// The most traces that came at once from the source.
    var mostAtOnce = 0
    /// How many times as long as was thought parts of what was cut are asked for: more and more while they come whole,
    /// for a source may give far more than it ever did.
    private var partGrowth: Int64 = 1
    /// Answers since the last cut that held all and not much less than the most that came at once.
    private var fullAnswers = 0
    /// The longest stretch that an answer is likely to hold, nanoseconds.
    private(set) var width: Nanoseconds = .max
    /// It is asked for all that it has; else its traces come with those of other services, and it is only checked.
    var isLead = true
    /// Spans of a trace, on average of the last answers; nil before any trace.
    private(set) var spansPerTrace: Double?
    /// When it was last asked, and when for the newest, by the monotonic clock.
    var lastAsk: Nanoseconds = .min
    var lastFreshAsk: Nanoseconds?

    /// Longer stretches had no answer, wherever they were.
    private var longest: Nanoseconds = .max
    /// When longer ones are tried again, by the source's clock, and for how long not after that fails.
    private var longestUntil = Timestamp.zero
    private var longestPause = Self.firstPause

    private static let firstPause: Nanoseconds = .seconds(60)
    private static let lastPause: Nanoseconds = .seconds(3600)
    private static let mostCuts = 64
    /// So many answers that held all make parts of what was cut twice as long.
    private static let answersToGrow = 3
    private static let largestGrowth: Int64 = 64
    /// How full answers are planned to be at least and at most.
    private static let leastFilledShare = 0.7
    private static let mostFilledShare = 0.85
    /// Over so many answers the width is averaged once it is known what the source gives at most.
    private static let answersToAverage: Nanoseconds = 4
    /// How long what is newest waits at most to become more.
    static let longestGrowth: Nanoseconds = .seconds(10)
    /// A millisecond: some sources cut times to that.
    private static let leastWidth: Nanoseconds = .milliseconds(1)
    /// A stretch that has no answer however often it is asked for is given up when it is no longer than this.
    private static let leastFailedWidth: Nanoseconds = .milliseconds(500)

    init(service: String?, since: Timestamp) {
        self.service = service
        self.since = since
    }

    /// Nothing was asked of it yet.
    var isUnasked: Bool { lastAsk == .min }

    /// Notes how large the traces of an answer are.
    mutating func note(sizes traces: [TraceSummary]) {
        guard !traces.isEmpty else { return }
        let mean = Double(traces.reduce(0) { $0 + $1.spanCount }) / Double(traces.count)
        spansPerTrace = spansPerTrace.map { max(mean, $0 * 0.8 + mean * 0.2) } ?? mean
    }

    /// A look at what is newest until `ahead`, together with the second look at what came before it.
    func freshNeed(
        _ now: Timestamp,
        ahead: Timestamp,
        allowance: Nanoseconds,
        first: Nanoseconds
    ) -> Need {
        guard !coverage.isEmpty else {
            return fresh(max(floor(now), now.advanced(by: -first)), now, ahead)
        }
        let seen = min(coverage.latest ?? now.advanced(by: -first), now)
        let again = needs(
            max(floor(now), seen.advanced(by: -2 * allowance - .seconds(30))),
            now.advanced(by: -allowance),
            allowance: allowance
        )
        let start = max(floor(now), min(seen, again.first?.lowerBound ?? seen))
        return fresh(start, now, max(ahead, start.advanced(by: 1)))
    }

    /// The newest part before the newest look that was never seen, as far back as `reach` nanoseconds.
    func gapNeed(_ now: Timestamp, reach: Nanoseconds = .max) -> Need? {
        let end = min(coverage.latest ?? .zero, now)
        let start = reach == .max ? floor(now) : max(floor(now), now.advanced(by: -reach))
        return needs(start, end, allowance: 0).last.map {
            clipped($0.lowerBound, $0.upperBound)
        }
    }

    /// The newest part that was not seen `allowance` after it happened.
    ///
    /// What has only just become old enough waits until it is worth a question, while there is an older part: a
    /// question for little costs as much as one for all that an answer holds.
    ///
    /// - Parameters:
    ///   - now: The source's clock.
    ///   - allowance: How late spans may be, nanoseconds.
    ///   - reach: How far back the part may begin, nanoseconds.
    ///   - growth: How long what is newest waits at most to become more, nanoseconds.
    ///   - waits: It waits even if there is no older part, since others can be asked.
    /// - Returns: The part, clipped to what an answer is likely to hold; nil where there is none to ask for now.
    func agedNeed(
        _ now: Timestamp,
        allowance: Nanoseconds,
        reach: Nanoseconds = .max,
        growth: Nanoseconds = Self.longestGrowth,
        waits: Bool = false
    ) -> Need? {
        let end = now.advanced(by: -allowance)
        let start = reach == .max ? floor(now) : max(floor(now), end.advanced(by: -reach))
        let needs = needs(start, end, allowance: allowance)
        guard let newest = needs.last else { return nil }
        let isWorthIt =
            newest.upperBound < end
            || newest.upperBound.since(newest.lowerBound)
                >= min(width(newest.lowerBound, end) / (waits ? 1 : 2), growth)
        let older = needs.dropLast().last
        guard isWorthIt || older != nil || !waits else { return nil }
        let part = isWorthIt ? newest : older ?? newest
        return waits
            ? joined(part.lowerBound, part.upperBound) : clipped(part.lowerBound, part.upperBound)
    }

    /// A further look at what was not seen `allowance` after it happened, once enough of it has come together.
    ///
    /// - Returns: The need, or for how long there is none.
    func lookAgainNeed(
        _ now: Timestamp,
        allowance: Nanoseconds,
        growth: Nanoseconds = 0
    ) -> (need: Need?, wait: Nanoseconds) {
        let least = CoverageReport.gathering(allowance)
        let needs = needs(floor(now), now.advanced(by: -allowance), allowance: allowance)
        guard let first = needs.first, let last = needs.last else { return (nil, least) }
        let batch = max(least, min(width(first.lowerBound, last.upperBound), growth))
        let age = now.advanced(by: -allowance).since(first.lowerBound)
        guard age >= batch else { return (nil, batch - age) }
        // From the oldest on: at the other end something becomes due with every moment.
        let end = first.lowerBound.advanced(by: width(first.lowerBound, last.upperBound))
        return (Need(start: first.lowerBound, end: min(last.upperBound, end)), 0)
    }

    /// Takes an answer that was not cut; `isLimitKnown` says that the source has shown to give no more than `limit`.
    mutating func noteWhole(
        _ need: Need,
        count: Int,
        limit: Int,
        isLimitKnown: Bool,
        seenAt time: Timestamp
    ) {
        // Of what was still to come then nothing was seen, however far ahead our clock was when it was asked for.
        coverage.note(need.start, min(need.end, time), seenAt: time)
        if !isLimitKnown, count >= mostAtOnce / 3 {
            fullAnswers += 1
            if fullAnswers % Self.answersToGrow == 0 {
                partGrowth = min(partGrowth * 2, Self.largestGrowth)
            }
        }
        if longest < .max, time >= longestUntil {
            longest = longest.saturatingMultiple(2)
            longestUntil = time.advanced(by: longestPause)
        }
        let length = max(need.end.since(need.start), 1)
        guard count > 0 else {
            if length >= width / 2 { width = width.saturatingMultiple(4) }
            return
        }
        let share = isLimitKnown ? Self.filledShare(limit) : Self.leastFilledShare
        let fitting = Double(length) * share * Double(limit) / Double(count)
        let estimate = fitting < 9e18 ? Nanoseconds(fitting) : .max
        if isLimitKnown, count >= limit / 4, length >= width / 2, width < .max {
            // Step by step: a number that chance made small would else be followed by an answer that is cut.
            width = max(width + (estimate - width) / Self.answersToAverage, Self.leastWidth)
        } else if estimate < width {
            width = max(estimate, min(length, width), Self.leastWidth)
        } else if length >= width / 2 {
            width = min(estimate, width.saturatingMultiple(4))
        }
    }

    /// How full an answer is planned to be, of all that the source gives at once: numbers of traces that come by chance differ
    /// by their square root, and twice that is left free.
    private static func filledShare(_ limit: Int) -> Double {
        max(leastFilledShare, min(1 - 2 / Double(max(limit, 1)).squareRoot(), mostFilledShare))
    }

    /// Takes an answer that may have been cut, and narrows what is asked next: by how close the traces are to each other
    /// if they are from one end, else by half.
    mutating func noteCut(_ need: Need, starts: [Timestamp], seenAt time: Timestamp) {
        fullAnswers = 0
        if starts.count <= mostAtOnce { partGrowth = 1 }
        // What is still to come holds no traces yet.
        let end = max(min(need.end, time.advanced(by: .seconds(1))), need.start.advanced(by: 1))
        let length = end.since(need.start)
        let inside = starts.filter { $0 >= need.start && $0 < end }
        var next = length / 2
        if inside.count >= 8, let first = inside.min(), let last = inside.max() {
            next = min(next, max(last.since(first) / 10 * 7, length / 64))
        }
        if length <= Self.leastWidth {
            unanswerable.note(need.start, need.end, seenAt: Timestamp(nanoseconds: .max))
        }
        width = max(next, Self.leastWidth)
        note(Cut(start: need.start, end: end, width: width, count: max(starts.count, 1)))
    }

    private mutating func note(_ cut: Cut) {
        cuts.append(cut)
        if cuts.count > Self.mostCuts { cuts.removeFirst() }
    }

    /// Takes that a question had no answer, perhaps for its length: the next is for half of it.
    ///
    /// - Parameters:
    ///   - need: What was asked for.
    ///   - isLone: The question before had an answer: then it is likely to be this stretch that cannot be had.
    ///   - time: The source's clock.
    mutating func noteFailure(_ need: Need, isLone: Bool, seenAt time: Timestamp) {
        let end = max(min(need.end, time), need.start.advanced(by: 1))
        let length = end.since(need.start)
        let half = max(length / 2, Self.leastFailedWidth)
        guard isLone else {
            width = min(width, half)
            return
        }
        let others = cuts.filter { $0.count == nil }
        if !others.isEmpty, !others.contains(where: { $0.start < end && need.start < $0.end }) {
            // Not the first one, and elsewhere: it is not the time, but how much it is.
            longest = min(longest, half)
            longestPause = min(longestPause * 2, Self.lastPause)
            longestUntil = time.advanced(by: longestPause)
        }
        if length <= Self.leastFailedWidth {
            unanswerable.note(need.start, end, seenAt: Timestamp(nanoseconds: .max))
        } else {
            note(Cut(start: need.start, end: end, width: half, count: nil))
        }
    }

    /// Whether a stretch is much shorter than one around it that an answer did not hold.
    func isPartOfCut(_ need: Need) -> Bool {
        let length = need.end.since(need.start)
        return cuts.contains {
            $0.count != nil && $0.start <= need.start && need.end <= $0.end
                && length < $0.end.since($0.start) / 10 * 7
        }
    }

    /// Starts over after the clock that times were taken from turned out wrong.
    mutating func forget(after time: Timestamp) {
        coverage.forget(after: time)
        unanswerable.forget(after: time)
        since = min(since, time)
    }

    mutating func prune(before time: Timestamp, horizon: Nanoseconds) {
        coverage.prune(before: time, horizon: horizon)
        unanswerable.prune(before: time, horizon: horizon)
        cuts.removeAll { $0.end <= time }
    }

    /// How long a gap is worth filling.
    var lookback: Nanoseconds = .seconds(900)

    private func floor(_ now: Timestamp) -> Timestamp { max(since, now.advanced(by: -lookback)) }

    private func needs(
        _ start: Timestamp,
        _ end: Timestamp,
        allowance: Nanoseconds
    ) -> [Range<Timestamp>] {
        guard start < end else { return [] }
        let gaps = coverage.gaps(start, end, allowance: allowance)
        if unanswerable.isEmpty { return gaps }
        return gaps.flatMap { unanswerable.gaps($0.lowerBound, $0.upperBound) }
    }

    /// The newest part of a stretch that an answer is likely to hold.
    private func clipped(_ start: Timestamp, _ end: Timestamp) -> Need {
        Need(start: max(start, end.advanced(by: -width(start, end))), end: end)
    }

    /// The same, but next to what came before it where the rest would be less than an answer holds: a little that is left
    /// between two others costs as much as a whole answer.
    private func joined(_ start: Timestamp, _ end: Timestamp) -> Need {
        let width = width(start, end)
        guard end.since(start) / 2 < width else { return clipped(start, end) }
        return Need(start: start, end: min(end, start.advanced(by: width)))
    }

    /// The same of a stretch up to what is still to come, which holds next to nothing: what counts is the part before now.
    private func fresh(_ start: Timestamp, _ now: Timestamp, _ ahead: Timestamp) -> Need {
        let least = now.advanced(by: -width(start, ahead))
        return Need(start: min(max(start, least), ahead), end: ahead, isFresh: true)
    }

    /// The longest stretch within these that an answer is likely to hold.
    private func width(_ start: Timestamp, _ end: Timestamp) -> Nanoseconds {
        cuts.reduce(min(width, longest)) { width, cut in
            guard cut.start < end, cut.end > start else { return width }
            // Since then more may have come at once, which tells that the source can give more.
            let factor = cut.count.map { max(partGrowth, Int64(mostAtOnce / $0 / 2)) } ?? 1
            return min(width, cut.width.saturatingMultiple(factor))
        }
    }
}

extension Nanoseconds {
    fileprivate func saturatingMultiple(_ factor: Nanoseconds) -> Nanoseconds {
        let (product, overflow) = multipliedReportingOverflow(by: factor)
        return overflow ? .max : product
    }
}
