import Explorer
import Follow
import PlainText
import TraceModel

/// Remarks while following: each is made when its cause begins and when it is over, not in between.
struct FollowRemarks {
    /// A smaller difference of clocks is not mentioned: HTTP tells the time in whole seconds.
    private static let clockDifference: Nanoseconds = .seconds(3)
    /// A shorter gap is not mentioned.
    private static let leastGap: Nanoseconds = .seconds(1)
    /// The share that is seen is mentioned again when it has changed by this much.
    private static let shareStep = 0.2
    private static let wholeShare = 0.98

    private let lookback: Nanoseconds
    private let zone: Zone
    private var failure: String?
    private var hasSaidSilence = false
    private var saidShare: Double?
    private var restarts = 0
    private var skippedArrivals = 0
    private var malformed = 0
    private var clockOffset: Nanoseconds = 0
    private var hasSaidSupposedClock = false
    private var hasSaidCover = false
    /// Gaps before that were mentioned, by the source's clock.
    private var judgedUntil: Timestamp?

    /// - Parameters:
    ///   - lookback: How long a gap may still be filled, nanoseconds.
    ///   - zone: The zone of times in sentences.
    init(lookback: Nanoseconds, zone: Zone) {
        self.lookback = lookback
        self.zone = zone
    }

    /// The sentences that an update calls for.
    mutating func take(_ update: FollowUpdate) -> [String] {
        let status = update.status
        if case .failing(let error, _) = status.phase {
            guard failure != error.message else { return [] }
            failure = error.message
            let words = error.message.hasSuffix(".") ? error.message.dropLast() : error.message[...]
            return ["\(words); trying again."]
        }
        var sentences: [String] = []
        if failure != nil {
            failure = nil
            sentences.append("The source answers again.")
        }
        if let silence = status.silence {
            guard !hasSaidSilence else { return sentences }
            hasSaidSilence = true
            return sentences + ["No answer for \(DurationText.short(silence)); still waiting."]
        }
        if hasSaidSilence, status.figures.answers > 0 {
            hasSaidSilence = false
            sentences.append("The source answers again.")
        }
        guard status.figures.answers > 0 else { return sentences }
        if let sentence = cover(status.cover) { sentences.append(sentence) }
        sentences += coverage(status.coverage)
        sentences += gaps(update.seen, isCut: status.coverage.isCut)
        sentences += figures(status.figures)
        if status.figures.malformed > malformed {
            malformed = status.figures.malformed
            sentences.append(
                "At least \(CountText.of(malformed, "part")) of an answer could not be read completely."
            )
            sentences += status.notes
        }
        // Where nothing is found, the window asked for may be another one than the server's.
        if status.supposesClock, status.figures.traces == 0, !hasSaidSupposedClock {
            hasSaidSupposedClock = true
            sentences.append("The server does not tell its time; this computer's clock is used.")
        }
        let offset = status.clockOffset ?? 0
        if abs(offset) > Self.clockDifference, abs(offset - clockOffset) > Self.clockDifference {
            clockOffset = offset
            sentences.append(
                "The server's clock is \(DurationText.short(abs(offset))) "
                    + "\(offset > 0 ? "ahead" : "behind"); that is allowed for."
            )
        }
        return sentences
    }

    /// Not all services are asked for everything.
    private mutating func cover(_ cover: CoverReport?) -> String? {
        guard let cover, !hasSaidCover, cover.unaskedCount == 0, cover.checkedCount > 0,
            !cover.leads.isEmpty
        else { return nil }
        hasSaidCover = true
        return "The server searches one service at a time: "
            + "\(CountText.grouped(cover.leads.count)) of "
            + "\(CountText.of(cover.serviceCount, "service")), whose traces call the others, "
            + "are asked for everything; the others are checked now and then."
    }

    /// More comes than can be asked for, or that is over.
    private mutating func coverage(_ report: CoverageReport) -> [String] {
        // The newest stretch is always a little behind, by as long as an answer takes.
        let isSeen = report.share >= Self.wholeShare
        if isSeen || !report.isCut {
            guard saidShare != nil, isSeen else { return [] }
            saidShare = nil
            return ["Everything that comes is seen again."]
        }
        if let saidShare, abs(saidShare - report.share) < Self.shareStep { return [] }
        saidShare = report.share
        return ["Only \(report.sentence); a narrower search is seen whole."]
    }

    /// Time that was never seen, and is too long ago to be asked for.
    private mutating func gaps(_ seen: SeenTime, isCut: Bool) -> [String] {
        let start = judgedUntil ?? seen.now
        let end = seen.now.advanced(by: -lookback)
        if judgedUntil == nil { judgedUntil = start }
        guard end > start else { return [] }
        judgedUntil = end
        // What was cut is mentioned as a share.
        guard !isCut else { return [] }
        return seen.coverage.gaps(start, end)
            .filter { $0.upperBound.since($0.lowerBound) >= Self.leastGap }
            .map { gap in
                "Nothing was seen from \(text(gap.lowerBound)) until \(text(gap.upperBound)): the source "
                    + "could not be asked."
            }
    }

    private mutating func figures(_ figures: FollowFigures) -> [String] {
        var sentences: [String] = []
        if figures.restarts > restarts {
            sentences.append("The source has begun anew: it has lost traces that were seen before.")
        }
        if figures.skippedArrivals > skippedArrivals {
            let traces = CountText.of(figures.skippedArrivals - skippedArrivals, "trace")
            sentences.append("\(traces) came too fast and will be asked for.")
        }
        (restarts, skippedArrivals) = (figures.restarts, figures.skippedArrivals)
        return sentences
    }

    private func text(_ time: Timestamp) -> String {
        TimeText.date(time, in: zone) + " " + TimeText.clock(time, in: zone).dropLast(4)
    }
}
