import PlainText
package import TraceAnalysis
import TraceModel

/// What is said of a smell.
extension PreparedTrace {
    package enum SmellWords: Sendable {
        /// A few words for a line of several: `repeated query ×292, 640ms`.
        case short
        /// A sentence with the evidence.
        case whole
    }

    package func words(of smell: Smell, _ length: SmellWords) -> String {
        let node = Int(smell.node)
        let name = self.name(of: node)
        let time = DurationText.short(smell.time)
        let count = CountText.grouped(smell.evidence.count)
        let isShort = length == .short
        switch smell.kind {
        case .repeatedQuery:
            return isShort
                ? "repeated query ×\(count), \(time)"
                : "Repeated query: \(name) runs \(count) times one after the other, \(time) in all; one query for all could do."
        case .retryStorm:
            let failed = smell.evidence.count { tree.errorCounts[Int($0)] > 0 }
            return isShort
                ? "retry storm ×\(count), \(time)"
                : "Retry storm: \(name) was tried \(count) times in \(time), and failed \(failed) times."
        case .swallowedError:
            let cause = FailureOrigin(trace[node]).cause
            return isShort
                ? "swallowed error in \(trace[node].serviceName)"
                : "Swallowed error: \(name) failed (\(cause)), and no caller above shows it."
        case .gap:
            return isShort
                ? "gap of \(time)"
                : "Uninstrumented gap: for \(time) of \(name) no span says what was done."
        case .clockSkew:
            let clock = clockWords(of: smell)
            let moved = skew[node]?.isCorrected == true
            return isShort
                ? "clock skew: \(clock)"
                : "Clock skew: \(clock); \(CountText.of(smell.evidence.count, "span")) "
                    + (moved ? "moved, A shows the times as recorded." : "shown as recorded.")
        case .serialCalls:
            return isShort
                ? "serial calls ×\(count), \(time)"
                : "Serial calls: \(name) is called \(count) times one after the other, \(time) in all; they could run beside each other."
        case .chattyPair:
            return isShort
                ? "chatty pair ×\(count), \(time)"
                : "Chatty pair: one span of \(trace[node].serviceName) makes \(count) calls of one other service, \(time) in all."
        case .timeOut:
            return isShort
                ? "time-out after \(time)"
                : "Time-out: \(name) failed after \(time), a round time."
        case .queueLag:
            return isShort
                ? "queue lag of \(time)"
                : "Queue lag: \(name) begins \(time) after its message was sent."
        case .outlivesParent:
            return isShort
                ? "child outlives parent by \(time)"
                : "Child outlives parent: \(name) ends \(time) after the span that called it."
        case .missingSpans:
            return isShort
                ? "\(CountText.of(smell.evidence.count, "span")) without parent"
                : "Missing span: \(CountText.of(smell.evidence.count, "span")) \(smell.evidence.count == 1 ? "names" : "name") a parent that is not in the trace."
        }
    }

    /// `cart −180ms on ip-10-64-0-103`.
    private func clockWords(of smell: Smell) -> String {
        guard let clock = skew.clocks.first(where: { $0.spans == smell.evidence }) else {
            return ""
        }
        // A clock that is behind has too small times, to which something was added.
        let sign = clock.delta > 0 ? "−" : "+"
        let size = DurationText.short(clock.delta < 0 ? -clock.delta : clock.delta)
        return "\(clock.service) \(sign)\(size)" + (clock.host.isEmpty ? "" : " on \(clock.host)")
    }

    private func name(of node: Int) -> String {
        guard node < tree.spanCount else { return "a missing span" }
        let span = trace[node]
        return [span.serviceName, span.name].filter { !$0.isEmpty }.joined(separator: " ")
    }
}
