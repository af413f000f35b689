package import TraceModel

/// How following goes, for the honesty line.
package struct FollowStatus: Sendable, Equatable {
    package enum Phase: Sendable, Equatable {
        /// Nothing was answered yet.
        case starting
        /// All is looked at as it comes.
        case live
        /// Time that was missed is being filled.
        case catchingUp
        /// More comes than can be asked for: a part of the time is seen.
        case sampling
        /// The last question failed; the next one is sent at this time of the monotonic clock.
        case failing(TraceReaderError, retryAt: Nanoseconds)
        case stopped
    }

    package var phase: Phase
    /// How long the question on its way has had no answer, nanoseconds; nil while that is not long.
    package var silence: Nanoseconds?
    /// How much of the last minutes was seen.
    package var coverage: CoverageReport
    /// The same of each service, where they are asked one by one; sorted.
    package var services: [ServiceCoverage]
    /// Which of them are asked for everything; nil where the source is asked for all services at once.
    package var cover: CoverReport?
    /// Requests in the last minute, and how many there may be.
    package var requestsLastMinute: Int
    package var requestCeiling: Int
    /// Source's clock less ours, nanoseconds; nil when it never said.
    package var clockOffset: Nanoseconds?
    /// The source answers and never said its time: its clock is taken to be ours.
    package var supposesClock: Bool
    package var figures: FollowFigures
    /// What the last answer with anything wrong said of it: malformed spans, the server's own remarks.
    package var notes: [String]
    /// Traces that are remembered, to tell new ones from those that grew.
    package var knownTraces: Int
}

/// What was seen of one service, where they are asked one by one.
package struct ServiceCoverage: Sendable, Equatable {
    package var service: String
    package var coverage: CoverageReport
}

extension Follower {
    /// The state at a moment, `window` nanoseconds back.
    ///
    /// - Complexity: O(stretches of time seen), which is some hundreds.
    package func status(
        _ now: Moment,
        window: Nanoseconds = .seconds(300)
    ) -> FollowStatus {
        let reports = streams.map {
            ServiceCoverage(
                service: $0.service ?? "",
                coverage: report($0.coverage, now, window, limit: limit(of: $0))
            )
        }
        let cover = coverReport(reports, now)
        let whole = (cover?.leads ?? reports).map(\.coverage).min { $0.share < $1.share }
        var figures = figures
        figures.forgottenEarly = known.droppedEarly
        return FollowStatus(
            phase: phase(now, whole),
            silence: silence(now),
            coverage: whole ?? report(Coverage(), now, window, limit: limit),
            services: plan.rotates ? reports.sorted { $0.service < $1.service } : [],
            cover: cover,
            requestsLastMinute: pace.count(now.monotonic),
            requestCeiling: pace.ceiling,
            clockOffset: clock.offset,
            supposesClock: !clock.isKnown && figures.answers > 0
                && plan.ability.route != .inProcess,
            figures: figures,
            notes: notes,
            knownTraces: known.entries.count
        )
    }

    /// How long the question on its way has had no answer; nil while that is not long.
    func silence(_ now: Moment) -> Nanoseconds? {
        guard let sent = inFlight?.sent.monotonic else { return nil }
        let length = now.monotonic - sent
        return length >= Self.silencePause ? length : nil
    }

    /// What was seen of the time of the source's clock: of one service where they are asked one by one, else of all.
    ///
    /// Where services are asked one by one and none is named, it is that of the one seen least of those that are asked for
    /// everything.
    package func coverage(of service: String? = nil) -> Coverage {
        if let service, let stream = streams.first(where: { $0.service == service }) {
            return stream.coverage
        }
        let least = streams.lazy.filter(\.isLead).min { left, right in
            let end = Timestamp(nanoseconds: .max)
            return left.coverage.seen(.zero, end) < right.coverage.seen(.zero, end)
        }
        return least?.coverage ?? Coverage()
    }

    /// How late spans may be and still be counted on, nanoseconds: measured.
    package var allowance: Nanoseconds { lateness.allowance }

    private func report(
        _ coverage: Coverage,
        _ now: Moment,
        _ window: Nanoseconds,
        limit: Int
    ) -> CoverageReport {
        let time = clock.earliest(now)
        let oldest = began?.advanced(by: -settings.reach) ?? time
        return CoverageReport(
            coverage,
            from: max(time.advanced(by: -window), oldest),
            to: time,
            lookedAt: lastLook(coverage, time),
            allowance: lateness.allowance,
            limit: min(limit, sourceLimit.ownLimit ?? limit),
            isCut: isOverloaded || (sourceLimit.ownLimit ?? .max) < limit
        )
    }

    /// When what is newest was looked at, unless that should have been done again long ago.
    private func lastLook(_ coverage: Coverage, _ now: Timestamp) -> Timestamp? {
        guard let latest = coverage.latest else { return nil }
        return now.since(latest) <= 2 * settings.slowestRefresh ? latest : nil
    }

    private func phase(_ now: Moment, _ report: CoverageReport?) -> FollowStatus.Phase {
        if !isRunning { return .stopped }
        if pace.failureCount > 0, let lastError {
            return .failing(lastError, retryAt: pace.earliest(now.monotonic))
        }
        guard let report, figures.answers > 0 else { return .starting }
        if isOverloaded { return .sampling }
        return report.share >= 0.999 ? .live : .catchingUp
    }
}
