import TraceModel

/// What was last said of the line to the terminal, so that the words change only when it does.
struct SlowLine {
    /// What to say from now on.
    struct Change {
        /// Rounded; nil when the line is fast again.
        var roundTrip: Nanoseconds?
    }

    /// As it was said; nil while nothing is.
    private var said: Duration?

    /// What to say from now on; nil when that is the same as before.
    @UIActor
    mutating func change(_ terminal: Terminal) -> Change? {
        let now = terminal.slowRoundTrip(wasSlow: said != nil)
        if let now, let said, now < said * 2, said < now * 2 { return nil }
        guard now != said else { return nil }
        said = now
        let tenth = Duration.milliseconds(100)
        return Change(
            roundTrip: now.map { .milliseconds(100) * Nanoseconds(($0 / tenth).rounded()) }
        )
    }
}
