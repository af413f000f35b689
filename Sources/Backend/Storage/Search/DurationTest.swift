import TraceModel

/// Tests durations, first by their classes alone.
struct DurationTest {
    var least: Nanoseconds? { didSet { leastClass = least.map { Self.bound($0) } } }
    var most: Nanoseconds? { didSet { mostClass = most.map { Self.bound($0) } } }
    private var leastClass: UInt8?
    private var mostClass: UInt8?

    /// Classes from here on are of spans that end before they start, and of no other that occur.
    private static let backwards = TimeClass.of(1 << 63)

    /// Whether classes tell something; they do not where spans start so late that what is negative looks like a duration.
    var isRough = true

    var isAsked: Bool { least != nil || most != nil }

    /// Whether some duration of a class may pass.
    @inline(__always)
    func mayAccept(_ timeClass: UInt8) -> Bool {
        if !isRough || timeClass >= Self.backwards { return true }
        if let leastClass, timeClass < leastClass { return false }
        if let mostClass, timeClass > mostClass { return false }
        return true
    }

    /// Whether every duration of a class passes.
    @inline(__always)
    func accepts(all timeClass: UInt8) -> Bool {
        guard isAsked else { return true }
        if !isRough || timeClass >= Self.backwards { return false }
        if let leastClass, timeClass <= leastClass { return false }
        if let mostClass, timeClass >= mostClass { return false }
        return true
    }

    func accepts(from start: UInt64, to end: UInt64) -> Bool {
        guard isAsked else { return true }
        // A span without an end is unfinished.
        let duration =
            end == 0 ? 0 : Timestamp(nanoseconds: end).since(Timestamp(nanoseconds: start))
        if let least, duration < least { return false }
        if let most, duration > most { return false }
        return true
    }

    private static func bound(_ duration: Nanoseconds) -> UInt8 {
        TimeClass.of(UInt64(max(duration, 0)))
    }
}
