import PlainText
package import TraceModel

extension LikeSpans {
    /// `slower than 96% of 214 like it, in the newest 200 traces with it`; nil where too few are known.
    package func words(for duration: Nanoseconds) -> String? {
        guard otherCount >= Self.least else { return nil }
        let faster = countFaster(than: duration)
        let share =
            switch faster {
            case 0: "none"
            case otherCount: "all"
            // Rounded down: not all are meant by 99%.
            default: "\(max(1, faster * 100 / otherCount))%"
            }
        let slower = "slower than \(share) of \(CountText.grouped(otherCount))"
        switch origin {
        case .source(let traces, let isPart):
            let count = CountText.of(traces, "trace")
            return slower + " like it, in " + (isPart ? "the newest \(count) with it" : count)
        case .trace: return slower + " like it in this trace"
        case .list: return "its trace is " + slower + " with this root in the list"
        }
    }
}
