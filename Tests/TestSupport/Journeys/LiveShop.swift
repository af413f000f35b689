import Explorer
import Follow
import TraceModel

/// A shop whose traces come while it is followed: minute by minute all is well, and in the end two services are not.
package struct LiveShop {
    package private(set) var follower: ScriptedFollower
    private var number: UInt64 = 0
    private var clock: Timestamp

    /// Begins to feed what `journey` follows; nil if it follows no traces.
    package init?(_ journey: Journey) {
        guard let follower = ScriptedFollower(journey) else { return nil }
        self.follower = follower
        clock = journey.state.now
    }

    /// Lets `minutes` of 30 calls each pass.
    package mutating func pass(minutes: Int, in journey: inout Journey) {
        pass(minutes: minutes, isBad: false, in: &journey)
    }

    /// Lets minutes pass in which charges take long, every third order fails, and a service is called that never was.
    package mutating func suffer(minutes: Int, in journey: inout Journey) {
        pass(minutes: minutes, isBad: true, in: &journey)
    }

    private mutating func pass(minutes: Int, isBad: Bool, in journey: inout Journey) {
        for _ in 0..<minutes {
            var summaries: [TraceSummary] = []
            var calls: [TraceID: [ServiceCall]] = [:]
            for second in 0..<30 {
                let start = clock.advanced(by: .seconds(Int64(second) * 2) + 1)
                let trace = trace(at: start, isBad: isBad, fails: isBad && second % 3 == 0)
                summaries.append(trace.0)
                calls[trace.0.id] = trace.1
            }
            clock = clock.advanced(by: .seconds(60))
            journey.wait(milliseconds: 60_000)
            journey.send(follower.tell(summaries, after: 60, calls: calls))
        }
    }

    private mutating func trace(
        at start: Timestamp,
        isBad: Bool,
        fails: Bool
    ) -> (TraceSummary, [ServiceCall]) {
        number += 1
        func call(
            _ service: String,
            _ operation: String,
            _ milliseconds: UInt64,
            isError: Bool = false
        ) -> ServiceCall {
            ServiceCall(
                service: service,
                operation: operation,
                start: start,
                duration: milliseconds * 1_000_000,
                isError: isError
            )
        }
        var calls = [
            call("frontend", "POST /checkout", 300),
            call("checkout", "PlaceOrder", 84 + number % 7, isError: fails),
            call("payment", "Charge", isBad ? 900 : 40 + number % 5),
        ]
        if isBad { calls.append(call("voucher", "Redeem", 12)) }
        let summary = TraceSummary(
            id: TraceID(high: 11, low: number),
            rootService: "frontend",
            rootOperation: "POST /checkout",
            start: start,
            end: start.advanced(by: 300_000_000),
            spanCount: calls.count,
            errorCount: fails ? 1 : 0,
            orphanCount: 0,
            services: calls.map {
                ServiceShare(name: $0.service, spanCount: 1, errorCount: $0.isError ? 1 : 0)
            }
        )
        return (summary, calls)
    }
}

extension ScriptedSource {
    /// The shop at a source that keeps no metrics.
    package static var shopWithoutMetrics: ScriptedSource {
        var source = ScriptedSource.shop
        source.metrics = nil
        return source
    }
}
