import TraceModel

/// Tells how far an answer has come, at most twenty times per second.
struct ProgressMeter {
    private static let interval = Duration.milliseconds(50)

    private let handler: ProgressHandler?
    private let clock: ReaderClock
    private var last: Duration?

    init(_ handler: ProgressHandler?, clock: ReaderClock) {
        self.handler = handler
        self.clock = clock
    }

    /// Notes a state; whether it is reported depends on when the last one was.
    mutating func note(bytes: Int, spans: Int) {
        guard let handler else { return }
        let now = clock.now()
        if let last, now - last < Self.interval { return }
        last = now
        handler(LoadProgress(bytes: bytes, spans: spans))
    }

    /// Tells the last state in any case.
    func finish(bytes: Int, spans: Int) {
        handler?(LoadProgress(bytes: bytes, spans: spans))
    }
}
