import Glibc

extension Timestamp {
    /// The time of the system's clock, for the rim: pure code is given the time.
    package static var now: Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(
            nanoseconds: UInt64(max(time.tv_sec, 0)) * 1_000_000_000 + UInt64(time.tv_nsec)
        )
    }
}
