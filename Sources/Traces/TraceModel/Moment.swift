/// One moment by both clocks of this process.
package struct Moment: Sendable, Equatable {
    /// A clock that never goes back and need not run while the machine sleeps; nanoseconds since any time.
    package var monotonic: Nanoseconds
    /// Time of day, which may be wrong and may jump.
    package var wall: Timestamp

    package init(monotonic: Nanoseconds, wall: Timestamp) {
        self.monotonic = monotonic
        self.wall = wall
    }

    /// How much later this is, nanoseconds and never less than nothing, by the clock that says more: the monotonic one may
    /// stand still while the machine sleeps, the other one may be set.
    package func since(_ earlier: Moment) -> Nanoseconds {
        max(monotonic - earlier.monotonic, wall.since(earlier.wall), 0)
    }
}
