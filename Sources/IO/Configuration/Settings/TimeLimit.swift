import PlainText

/// How long something may take.
///
/// Written as all lengths of time, see `DurationText`; at least a millisecond. Zero, less, and a number without its unit are
/// not allowed.
package struct TimeLimit: Sendable, Equatable, CustomStringConvertible {
    package let duration: Duration
    /// As it was written.
    package let description: String

    package init?(_ text: String) {
        guard let nanoseconds = DurationText.parse(text) else { return nil }
        // A century is more than anyone waits and fits every C library's counters of seconds.
        guard (1_000_000..<3_200_000_000_000_000_000).contains(nanoseconds) else { return nil }
        duration = .nanoseconds(nanoseconds)
        description = text
    }
}
