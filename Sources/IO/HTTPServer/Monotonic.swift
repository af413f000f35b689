import Glibc

/// The monotonic clock.
enum Monotonic {
    /// Nanoseconds since some fixed time.
    static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}

extension Duration {
    /// Nanoseconds, 0 for negative durations, at most some 290 years.
    var wholeNanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        return UInt64(min(seconds, 9_000_000_000)) * 1_000_000_000
            + UInt64(attoseconds / 1_000_000_000)
    }

    /// Milliseconds for a system call: rounded up, at least 1.
    var wholeMilliseconds: Int32 {
        Int32(clamping: max(1, (wholeNanoseconds + 999_999) / 1_000_000))
    }
}
