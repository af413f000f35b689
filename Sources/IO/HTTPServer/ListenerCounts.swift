/// What a listener has done with connections since it began.
package struct ListenerCounts: Sendable, Equatable {
    /// Idle connections that were closed to make room for new ones.
    package var closedIdle = 0
    /// Connections that were closed at once, as there were too many and none was idle.
    package var refused = 0
    /// Connections that were cut off because their client did not read its answer.
    package var stalled = 0

    package init() {}
}
