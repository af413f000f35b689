package import TraceModel

/// One moment by both clocks of this process.
package struct FollowerTime: Sendable, Equatable {
    /// A clock that never goes back and need not run while the machine sleeps; nanoseconds since any time.
    package var monotonic: Nanoseconds
    /// Time of day, which may be wrong and may jump.
    package var wall: Timestamp

    package init(monotonic: Nanoseconds, wall: Timestamp) {
        self.monotonic = monotonic
        self.wall = wall
    }
}

extension Nanoseconds {
    /// So many seconds as nanoseconds.
    package static func seconds(_ count: Int64) -> Nanoseconds { count * 1_000_000_000 }
}
