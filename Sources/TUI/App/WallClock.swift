import Glibc
import TraceModel

extension Timestamp {
    /// The machine's clock, for the loops; the state hears of it through ticks alone.
    static var now: Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(
            nanoseconds: UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
        )
    }
}
