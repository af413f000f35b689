import TraceModel

/// What is done about questions that got no answer.
extension Follower {
    /// How long an unanswered question must have taken for its length to be a likely reason.
    private static let longAnswer: Nanoseconds = .seconds(5)
    /// How often a larger limit is tried again after one was refused, nanoseconds.
    private static let raisePause: Nanoseconds = .seconds(300)

    mutating func fail(_ id: FollowQuestion.ID, _ error: TraceReaderError, _ now: Moment) {
        guard let asked = inFlight, asked.question.id == id else { return }
        inFlight = nil
        if case .traces = asked.question.subject {
            if figures.answers == 0, plan.rotate(after: error) {
                streams = []
                pace.succeed(now.monotonic)
                return
            }
            if lowerLimit(asked.limit, error, now) {
                pace.succeed(now.monotonic)
                return
            }
            let duration = now.monotonic - asked.sent.monotonic
            if error.mayBeOfLength(after: duration, long: Self.longAnswer),
                let place = streams.firstIndex(where: { $0.service == asked.service })
            {
                streams[place].noteFailure(
                    asked.need,
                    isLone: pace.failureCount == 0,
                    seenAt: clock.earliest(now)
                )
            }
        }
        figures.failures += 1
        lastError = error
        pace.fail(now.monotonic, retryAfter: error.retryAfter)
    }

    /// Asks for fewer traces at once where the source refuses as many; one that does not say why may just be unwell,
    /// and is left alone for a while first.
    ///
    /// - Returns: Whether the source said that this is why.
    private mutating func lowerLimit(
        _ refused: Int,
        _ error: TraceReaderError,
        _ now: Moment
    ) -> Bool {
        let isSaid = error.isOfLimit
        guard isSaid || error.kind == .refused(status: 500) && acceptedLimit < refused,
            let lower = Self.limits.first(where: { $0 < refused })
        else { return false }
        limit = max(lower, min(acceptedLimit, refused - 1))
        refusedLimit = refused
        nextRaise = now.monotonic + Self.raisePause
        return isSaid
    }

    /// A limit that was lowered is raised step by step: it need not have been why there was no answer.
    mutating func raiseLimit(_ accepted: Int, _ now: Moment) {
        acceptedLimit = max(acceptedLimit, accepted)
        guard now.monotonic >= nextRaise else { return }
        refusedLimit = nil
        let wanted = plan.limit(settings)
        guard limit < wanted else { return }
        limit = Self.limits.last { $0 > limit && $0 <= wanted } ?? wanted
    }

    /// Limits to try where the source refuses the one before.
    private static let limits = [1000, 500, 100, 20]
}

extension TraceReaderError {
    /// Whether the source says that it was asked for too many traces.
    fileprivate var isOfLimit: Bool {
        let isRefusal = kind == .invalidQuery || kind == .refused(status: 500)
        return isRefusal
            && ["depth", "limit", "num_traces", "too many traces"].contains(where: says)
    }

    /// Whether a shorter time might be answered: what came was not whole, or took long.
    fileprivate func mayBeOfLength(after duration: Nanoseconds, long: Nanoseconds) -> Bool {
        switch kind {
        case .malformedAnswer, .refused(status: 500), .refused(status: 504): true
        case .unreachable, .late: duration >= long
        default: false
        }
    }
}
