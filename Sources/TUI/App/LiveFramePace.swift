/// When the screen may change again for live updates: so rarely that a slow link can carry them and is free for keys.
///
/// A token bucket: bytes are added at ``rate`` up to ``burst``. How many a frame costs is known only after it was drawn, so
/// they are taken then, and the next frame waits until the bucket is not below zero any more. Frames that answer keys are
/// drawn at once and cost nothing here.
package struct LiveFramePace: Sendable, Equatable {
    /// The least time between two frames.
    package static let shortest = Duration.milliseconds(500)
    /// The most that bytes make a frame wait, however many the one before it took.
    package static let longest = Duration.seconds(10)
    /// Bytes per second that are added: a minute of them and a burst stay below 1,000 per second.
    package static let rate = 900
    /// The most bytes that the bucket holds: after a quiet period frames are not delayed.
    package static let burst = 4000
    /// The most that a slow line makes a frame wait.
    private static let slowest = Duration.seconds(30)
    /// A line is kept busy by live frames for a quarter of the time at most.
    private static let idleShare = 4

    private var tokens = Double(burst)
    private var last: ContinuousClock.Instant
    /// When the next frame may be drawn.
    package private(set) var next: ContinuousClock.Instant

    /// With a full bucket.
    package init(_ now: ContinuousClock.Instant) {
        last = now
        next = now
    }

    /// Takes what a frame for live changes cost; one that changed nothing cost nothing.
    package mutating func note(_ cost: FrameCost, at now: ContinuousClock.Instant) {
        let passed = max(.zero, now - last)
        last = now
        tokens = min(Double(Self.burst), tokens + (passed / .seconds(1)) * Double(Self.rate))
        tokens -= Double(max(0, cost.bytes))
        // Nothing is taken beyond the longest wait: it would make later, small frames wait.
        let lowest = (Self.longest / .seconds(1)) * Double(Self.rate)
        tokens = max(tokens, -lowest)
        let forBytes = Duration.seconds(max(0, -tokens) / Double(Self.rate))
        let forLine = min(max(.zero, cost.time) * Self.idleShare, Self.slowest)
        next = now + max(Self.shortest, forBytes, forLine)
    }
}
