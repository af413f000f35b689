/// What a ``Follower`` has counted since it began, for the honesty line and for tests.
package struct FollowFigures: Sendable, Equatable {
    /// Questions sent, those for services included.
    package var questions = 0
    /// Answers to questions for traces.
    package var answers = 0
    package var failures = 0
    /// Traces seen for the first time.
    package var traces = 0
    /// Times that a known trace had more spans or errors.
    package var updates = 0
    /// Times that a trace came with fewer spans than it had.
    package var smaller = 0
    /// Times that a trace came with as many spans and other times.
    package var contradictions = 0
    /// Answers without more than half of the traces that they should have held: the source has begun anew.
    package var restarts = 0
    /// Traces that the source had to leave out of what it reports unasked.
    package var skippedArrivals = 0
    /// Traces that were forgotten before their time because there were too many: one that grows comes as a new one.
    package var forgottenEarly = 0
    /// The most spans and summaries of one answer that could not be read wholly: there are at least so many, and since
    /// the same time is asked for again and again, how many more cannot be told.
    package var malformed = 0

    package init() {}
}
