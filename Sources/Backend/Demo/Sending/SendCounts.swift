/// What became of the spans that a sender made.
///
/// `made` is the sum of accepted, refused, failed, dropped and those that wait for their end or for their turn.
package struct SendCounts: Sendable, Hashable {
    /// Spans that were to be sent.
    package var made = 0
    /// Taken by the backend.
    package var accepted = 0
    /// Turned away by the backend, after repeating where it asked for that.
    package var refused = 0
    /// Lost because no answer came.
    package var failed = 0
    /// Given up unsent, because the backend takes less than the shop makes.
    package var dropped = 0
    /// Requests sent, repeated ones included.
    package var requests = 0
    /// Requests that were repeated.
    package var retries = 0

    package init() {}
}
