import PlainText
import TraceModel

/// Latencies that sources answer, which may be anything.
enum Latency {
    /// Nil for what no duration can be.
    static func text(_ nanoseconds: Double) -> String? {
        (0..<9e18).contains(nanoseconds) ? DurationText.short(Nanoseconds(nanoseconds)) : nil
    }
}
