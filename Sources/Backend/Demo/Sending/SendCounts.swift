/// What became of the spans that a sender made.
///
/// `made` is the sum of accepted, refused, failed, dropped and of those that have not ended or are not sent yet.
package struct SendCounts: Sendable, Hashable {
    /// Spans that were to be sent.
    package var made = 0
    /// Taken by the backend.
    package var accepted = 0
    /// Refused by the backend, after retries where it asked for them.
    package var refused = 0
    /// Lost because no answer came.
    package var failed = 0
    /// Dropped unsent, because the backend takes less than the shop makes.
    package var dropped = 0
    /// Requests sent, retries included.
    package var requests = 0
    /// Requests that were sent again.
    package var retries = 0

    package init() {}
}
