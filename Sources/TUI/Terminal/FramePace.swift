/// When the next frame may be sent: not before the terminal has drawn the last big one, however long the way there.
///
/// What lies between, such as `ssh`, takes bytes as fast as they are written, so that writing never blocks and old frames
/// pile up before the newest. Only an answer of the terminal says what has arrived. So after every ``probeSize`` bytes it is
/// asked for one (DSR, `ESC [ 5 n`), and while more than ``window`` bytes are on their way no frame is made; the next one
/// shows the newest state. On a fast line the answer is there before the next key.
///
/// A terminal that does not answer gets big frames no faster than ``shortest``.
package struct FramePace: Sendable, Equatable {
    /// What is asked, and what a terminal answers that has drawn everything before.
    package static let question = "\u{1B}[5n"
    /// Bytes after which the terminal is asked again; the question is a hundredth of them.
    static let probeSize = 384
    /// The most bytes on their way.
    static let window = 1024
    /// The least time between two frames on a slow line: 20 frames per second.
    static let shortest = Duration.milliseconds(50)
    /// A line is slow whose answers take this long.
    static let slow = Duration.milliseconds(250)
    /// An answer that took longer than this, and many times longer than the last ones, is lost.
    static let patience = Duration.seconds(4)
    /// Until the first answer came or this has passed, nobody knows whether there will be any.
    static let trial = Duration.seconds(3)

    private enum Answers: Sendable, Equatable {
        case unknown, expected
        /// None came.
        case never
    }

    private var answers: Answers
    /// When the terminal was asked, if it has not answered yet.
    private var asked: ContinuousClock.Instant?
    /// Bytes sent after the last question that was asked, and before it.
    private var behind = 0
    private var before = 0
    private var lost = 0
    private var lastFrame: ContinuousClock.Instant?
    private var lastFrameSize = 0
    private var lastFrameTime = Duration.zero
    /// How long answers take, smoothed; nil before the first.
    package private(set) var roundTrip: Duration?

    /// - Parameter canAsk: Whether the terminal knows the question.
    package init(canAsk: Bool) {
        answers = canAsk ? .unknown : .never
    }

    /// Whether an answer may still come that would be typed into the shell if we left now; until when it is worth waiting.
    package func answerIsDue(_ now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        guard let asked, answers != .never else { return nil }
        let limit = roundTrip.map { max(.seconds(1), $0 * 3) } ?? .seconds(1)
        let due = asked + min(limit, .seconds(5))
        return due > now ? due : nil
    }

    /// When the next frame may be made; nil for now.
    package func wait(_ now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        var due = now
        if let asked, answers == .expected, before + behind >= Self.window {
            due = asked + max(Self.patience, (roundTrip ?? .zero) * 4)
        }
        if let lastFrame { due = max(due, lastFrame + spacing) }
        return due > now ? due : nil
    }

    private var spacing: Duration {
        if let roundTrip, answers != .never {
            return roundTrip > Self.shortest ? Self.shortest : .zero
        }
        // A line that made a write wait is busy for some time yet.
        return lastFrameSize >= Self.probeSize ? max(Self.shortest, lastFrameTime) : .zero
    }

    /// Takes what a frame cost.
    ///
    /// - Returns: Whether to ask the terminal now.
    package mutating func sent(_ cost: FrameCost, at now: ContinuousClock.Instant) -> Bool {
        guard cost.bytes > 0 else { return false }
        lastFrame = now
        lastFrameSize = cost.bytes
        lastFrameTime = cost.time
        behind += cost.bytes
        noteSilence(now)
        return ask(now)
    }

    /// The terminal is asked before the first frame, so that its answer is there early.
    package mutating func begin(_ now: ContinuousClock.Instant) -> Bool {
        guard answers != .never else { return false }
        asked = now
        before = 0
        return true
    }

    /// Takes an answer.
    ///
    /// - Returns: Whether to ask again, since much was sent meanwhile.
    package mutating func answered(at now: ContinuousClock.Instant) -> Bool {
        guard let asked else { return false }
        let time = now - asked
        roundTrip = roundTrip.map { ($0 + time) / 2 } ?? time
        answers = .expected
        lost = 0
        self.asked = nil
        before = 0
        return ask(now)
    }

    /// The last question was not asked after all.
    package mutating func forgetQuestion() {
        behind += before
        before = 0
        asked = nil
    }

    private mutating func ask(_ now: ContinuousClock.Instant) -> Bool {
        guard asked == nil, answers != .never, behind >= Self.probeSize else { return false }
        asked = now
        before = behind
        behind = 0
        return true
    }

    /// Gives up answers that did not come: one may be lost, but a terminal that loses all of them has none.
    private mutating func noteSilence(_ now: ContinuousClock.Instant) {
        guard let asked else { return }
        let limit =
            answers == .expected ? max(Self.patience, (roundTrip ?? .zero) * 4) : Self.trial
        guard now - asked >= limit else { return }
        self.asked = nil
        before = 0
        lost += 1
        if answers == .unknown || lost >= 3 { answers = .never }
    }

    /// Whether the line is slow enough to say so; once it is, it must become much faster not to be.
    package func isSlow(was: Bool) -> Bool {
        guard let roundTrip, answers != .never else { return false }
        return roundTrip >= (was ? Self.slow / 2 : Self.slow)
    }
}
