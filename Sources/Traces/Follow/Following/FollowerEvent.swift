package import TraceAnalysis
package import TraceModel

/// What happens to a ``Follower``.
package enum FollowerEvent: Sendable {
    /// Following begins, or goes on after ``stopped``.
    case began(Moment)
    /// The time asked for by ``FollowerEffect/wake(at:)`` has come; any other time does no harm.
    case woke(Moment)
    /// The answer to a question for traces.
    case answered(FollowQuestion.ID, SearchAnswer, Moment)
    /// The answer to the question for services.
    case listed(FollowQuestion.ID, [String], Moment)
    /// A question got no answer, or one that is not data.
    case failed(FollowQuestion.ID, TraceReaderError, Moment)
    /// The source reported traces unasked.
    case arrived(ArrivalBatch, Moment)
    /// The user follows no more.
    case stopped
}

/// What a ``Follower`` wants done, in this order.
package enum FollowerEffect: Sendable {
    /// Ask the source; there is never a second question before the first is answered, failed or cancelled.
    case ask(FollowQuestion)
    /// Nobody waits for the answer any more.
    case cancel(FollowQuestion.ID)
    /// Send ``FollowerEvent/woke(_:)`` at this time of the monotonic clock; replaces the time said before.
    case wake(at: Nanoseconds)
    /// The same while a question is on its way, whose answer may come first.
    case watch(at: Nanoseconds)
    /// These traces are new, grew, or will not be looked at again.
    case changed(FollowChanges)
}

/// A question of a ``Follower``, to be answered with its id.
package struct FollowQuestion: Sendable, Equatable {
    package typealias ID = Int

    package enum Subject: Sendable, Equatable {
        case traces(TraceQuery)
        case services
    }

    package let id: ID
    package let subject: Subject

    package init(id: ID, subject: Subject) {
        self.id = id
        self.subject = subject
    }
}

/// A trace as an answer showed it.
package struct FollowedTrace: Sendable, Equatable {
    package var summary: TraceSummary
    /// Its calls, where the question wanted them and the source gives spans; nil otherwise.
    package var calls: [ServiceCall]?
    /// What failed in it, where the question wanted its spans and they came; nil otherwise.
    package var failures: TraceFailures?
    /// It was reported before, if memory serves: it had to be forgotten early, and then came again.
    package var mayBeRepeated = false

    package init(summary: TraceSummary, calls: [ServiceCall]?, failures: TraceFailures? = nil) {
        self.summary = summary
        self.calls = calls
        self.failures = failures
    }
}

/// What an answer changed; each trace stands in one of the lists, once.
package struct FollowChanges: Sendable, Equatable {
    /// Seen for the first time.
    package var appeared: [FollowedTrace] = []
    /// Known and larger than before: to be put in the place of what was known.
    package var grew: [FollowedTrace] = []
    /// Looked at for the last time, ``FollowSettings/settleAfter`` after they ended; no span was later than that.
    package var settled: [TraceID] = []
    /// Not looked at any more without such a last look: the time was not seen again, or there were too many.
    package var released: [TraceID] = []
    /// Traces that came or grew and that the source had to leave out of what it reports unasked.
    package var skipped = 0

    package init() {}

    package var isEmpty: Bool {
        appeared.isEmpty && grew.isEmpty && settled.isEmpty && released.isEmpty && skipped == 0
    }
}
