import Demo
import HTTPServer
import Synchronization
import TraceModel
import WireFormats

/// A backend that keeps what it gets, and refuses when the test says so.
final class Backend: Sendable {
    let listener: HTTPListener
    private let kept: Kept

    /// `refuse` answers instead of the backend when it gives something.
    init(
        clock: HastyClock = HastyClock(),
        refuse: @escaping @Sendable () -> ServerResponse? = { nil }
    ) throws {
        let kept = Kept()
        self.kept = kept
        listener = try HTTPListener(
            options: ListenerOptions(),
            handler: .sync { request in
                guard request.method == "POST", request.path == "/v1/traces",
                    request.headers["Content-Type"] == "application/x-protobuf",
                    let batch = try? OTLPProtobufDecoder.decode(request.body).batch
                else { return ServerResponse(status: 400) }
                if let refusal = refuse() { return refusal }
                kept.add(batch, at: clock.now)
                return ServerResponse(status: 200)
            }
        )
    }

    var spans: [Span] { kept.state.withLock { $0.spans } }
    /// How many spans came before they had ended.
    var early: Int { kept.state.withLock { $0.early } }

    private final class Kept: Sendable {
        let state = Mutex((spans: [Span](), early: 0))

        func add(_ batch: SpanBatch, at now: UInt64) {
            state.withLock { state in
                for row in 0..<batch.count {
                    let span = Span(columns: batch.columns, row: row)
                    state.spans.append(span)
                    if span.end.nanoseconds > now { state.early += 1 }
                }
            }
        }
    }
}

/// A clock that jumps instead of waiting.
final class HastyClock: Sendable {
    private let state = Mutex((now: ReceivedSpans.anchor, waits: [Duration]()))

    var now: UInt64 { state.withLock { $0.now } }
    /// Nanoseconds since the test began.
    var passed: UInt64 { now - ReceivedSpans.anchor }
    /// Every wait that was longer than that of an idle shop.
    var waits: [Duration] { state.withLock { $0.waits.filter { $0 > .milliseconds(100) } } }

    var clock: ShopClock {
        ShopClock(
            now: { self.now },
            sleep: { duration in
                try Task.checkCancellation()
                await Task.yield()
                let (seconds, attoseconds) = duration.components
                self.state.withLock {
                    $0.now += UInt64(seconds) * 1_000_000_000 + UInt64(attoseconds / 1_000_000_000)
                    $0.waits.append(duration)
                }
            }
        )
    }
}
