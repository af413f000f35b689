/// When the screen may change again for what comes by itself: so seldom that a thin link carries it and keys find it free.
///
/// A frame costs bytes, and it is not known how many before it is drawn. So there is a purse that fills steadily up to
/// ``burst``; each frame is paid from it afterwards, if need be on credit, and the next one waits until the
/// debt is paid. Keys are no concern of it: their frames are drawn at once and cost nothing here.
package struct LiveFramePace: Sendable, Equatable {
    /// The least time between two frames.
    package static let shortest = Duration.milliseconds(500)
    /// The most that bytes make a frame wait, however many the one before it took.
    package static let longest = Duration.seconds(10)
    /// Bytes a second that the purse fills by: a minute of it and a burst stay below 1,000 a second.
    package static let rate = 900
    /// Bytes that the purse holds: after a quiet while frames follow each other freely.
    package static let burst = 4000
    /// The most that a slow line makes a frame wait.
    private static let slowest = Duration.seconds(30)
    /// A line is kept busy by live frames for a quarter of the time at most.
    private static let idleShare = 4

    private var purse = Double(burst)
    private var last: ContinuousClock.Instant
    /// When the next frame may be drawn.
    package private(set) var next: ContinuousClock.Instant

    /// With a full purse.
    package init(_ now: ContinuousClock.Instant) {
        last = now
        next = now
    }

    /// Takes what a frame for live changes cost; one that changed nothing cost nothing.
    package mutating func note(_ cost: FrameCost, at now: ContinuousClock.Instant) {
        let passed = max(.zero, now - last)
        last = now
        purse = min(Double(Self.burst), purse + (passed / .seconds(1)) * Double(Self.rate))
        purse -= Double(max(0, cost.bytes))
        // What is beyond the longest wait is forgiven: it would make later frames wait that are small.
        let mostDebt = (Self.longest / .seconds(1)) * Double(Self.rate)
        purse = max(purse, -mostDebt)
        let forBytes = Duration.seconds(max(0, -purse) / Double(Self.rate))
        let forLine = min(max(.zero, cost.time) * Self.idleShare, Self.slowest)
        next = now + max(Self.shortest, forBytes, forLine)
    }
}
