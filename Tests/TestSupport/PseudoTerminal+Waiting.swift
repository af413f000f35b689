import Foundation
import Synchronization

extension PseudoTerminal {
    /// What was waited for did not come in time; carries the screen as it was.
    package struct TimedOut: Error, CustomStringConvertible {
        package let waitedFor: String
        package let screen: EmulatedScreen
        package let status: Status

        package var description: String {
            "waited in vain for \(waitedFor); the program is \(status) and the screen shows\n"
                + "┌\(String(repeating: "─", count: screen.columns))\n"
                + (0..<screen.rows).map { "│" + screen.line($0) }.joined(separator: "\n")
                + "\ncursor at row \(screen.cursorRow), column \(screen.cursorColumn)"
        }
    }

    /// Waits until the screen shows a text.
    ///
    /// - Parameters:
    ///   - text: On one line.
    ///   - limit: How long at most.
    /// - Returns: The screen at that moment.
    /// - Throws: ``TimedOut``.
    @discardableResult
    package func wait(
        for text: String,
        within limit: Duration = .seconds(20)
    ) async throws -> EmulatedScreen {
        try await wait("\"\(text)\"", within: limit) { $0.contains(text) }
    }

    /// Waits until something holds of the screen.
    ///
    /// - Parameters:
    ///   - what: In words, for the failure.
    ///   - limit: How long at most.
    ///   - condition: Tried whenever output pauses, so that it sees no half of a frame.
    /// - Returns: The screen at that moment.
    /// - Throws: ``TimedOut``.
    @discardableResult
    package func wait(
        _ what: String,
        within limit: Duration = .seconds(20),
        until condition: @escaping @Sendable (EmulatedScreen) -> Bool
    ) async throws -> EmulatedScreen {
        let shown = await screen(within: limit, ofFrame: true) { condition($0.screen) }
        guard let shown else {
            throw TimedOut(waitedFor: what, screen: screen, status: status)
        }
        return shown
    }

    /// Waits until more than `count` bytes came since the program started.
    ///
    /// - Throws: ``TimedOut``.
    package func wait(
        forBytesBeyond count: Int,
        within limit: Duration = .seconds(20)
    ) async throws {
        guard await waitForState(within: limit, { $0.received.count > count }) else {
            throw TimedOut(waitedFor: "more than \(count) bytes", screen: screen, status: status)
        }
    }

    /// Waits until the program is in a state, such as `.stopped(signal: SIGSTOP)`.
    package func wait(
        forStatus wanted: Status,
        within limit: Duration = .seconds(20)
    ) async throws {
        guard await waitForState(within: limit, { $0.status == wanted }) else {
            throw TimedOut(waitedFor: "\(wanted)", screen: screen, status: status)
        }
    }

    /// Waits until the program ended, and all it wrote is on the screen.
    ///
    /// - Throws: ``TimedOut``.
    package func ended(within limit: Duration = .seconds(20)) async throws -> Status {
        guard await waitForState(within: limit, { $0.status.isOver }) else {
            throw TimedOut(waitedFor: "the end", screen: screen, status: status)
        }
        return status
    }

    /// Waits until nothing came for a while: the only way to count the bytes that one action costs.
    ///
    /// - Returns: How many bytes came since the program started.
    @discardableResult
    package func settle(
        quiet: Duration = .milliseconds(150),
        within limit: Duration = .seconds(20)
    ) async throws -> Int {
        let start = ContinuousClock.now
        let isQuiet = await waitForState(within: limit) {
            $0.lastReceived.duration(to: .now) >= quiet && start.duration(to: .now) >= quiet
        }
        guard isQuiet else { throw TimedOut(waitedFor: "quiet", screen: screen, status: status) }
        return state.withLock { $0.received.count }
    }

    private func waitForState(
        within limit: Duration,
        _ condition: @escaping @Sendable (borrowing State) -> Bool
    ) async -> Bool {
        await screen(within: limit, ofFrame: false, condition) != nil
    }

    /// The screen when a condition held first; nil if it did not in time.
    private func screen(
        within limit: Duration,
        ofFrame isOfFrame: Bool,
        _ condition: @escaping @Sendable (borrowing State) -> Bool
    ) async -> EmulatedScreen? {
        await withCheckedContinuation { continuation in
            state.withLock { state in
                state.nextWaiter += 1
                state.waiters.append(
                    Waiter(
                        id: state.nextWaiter,
                        isOfFrame: isOfFrame,
                        condition: condition,
                        deadline: .now + limit,
                        continuation: continuation
                    )
                )
            }
        }
    }
}

/// Reads all that a program writes, on a thread of its own, and answers who waits.
final class Reader: Sendable {
    private let master: Int32
    private let terminal: Weak

    /// The thread must not keep the terminal alive: only between two pieces of output does it hold it.
    private final class Weak: @unchecked Sendable {
        // Only read after it was made; the runtime makes weak reads safe.
        weak var value: PseudoTerminal?
        init(_ value: PseudoTerminal) { self.value = value }
    }

    init(terminal: PseudoTerminal, master: Int32) {
        self.terminal = Weak(terminal)
        self.master = master
    }

    func run() {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        var isOpen = true
        while true {
            let isStopped = terminal.value?.state.withLock { $0.link.isStopped } ?? false
            var descriptor = pollfd(
                fd: isOpen && !isStopped ? master : -1,
                events: Int16(POLLIN),
                revents: 0
            )
            let ready = poll(&descriptor, 1, 10)
            let count = ready > 0 ? read(master, &bytes, bytes.count) : 0
            guard let terminal = terminal.value else { break }
            if isOpen, terminal.state.withLock({ $0.isClosed }) {
                close(master)
                isOpen = false
            }
            terminal.carry(bytes[0..<max(0, count)])
            if let status = terminal.changedStatus() {
                // What it wrote before is seen before.
                if isOpen { drain(into: terminal) }
                terminal.take([], status: status)
            }
        }
        if isOpen { close(master) }
    }

    private func drain(into terminal: PseudoTerminal) {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        var descriptor = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        while poll(&descriptor, 1, 0) > 0, case let count = read(master, &bytes, bytes.count),
            count > 0
        {
            terminal.carry(bytes[0..<count], isLast: true)
        }
        terminal.carry([], isLast: true)
    }
}

extension PseudoTerminal {
    /// Takes what the program wrote onto the link, shows what has arrived, and sends what is due the other way.
    func carry(_ bytes: ArraySlice<UInt8>, isLast: Bool = false) {
        let (arrived, keys) = state.withLock { state in
            let hadKeys = state.link.hasKeys
            state.written += bytes.count
            let carried = state.link.carry(bytes, isLast: isLast)
            if hadKeys { state.writtenAtLastKey = state.written }
            return carried
        }
        let before = state.withLock { $0.screen.questions }
        take(arrived, status: nil)
        let asked = state.withLock { $0.link.answers ? $0.screen.questions - before : 0 }
        for _ in 0..<asked {
            let answer = Array("\u{1B}[0n".utf8)
            if !state.withLock({ $0.link.delays(answer: answer) }) { sendAtOnce(answer) }
        }
        if !keys.isEmpty { sendAtOnce(keys) }
    }

    /// Takes what came and answers those whose condition holds now, or whose time is over.
    func take(_ bytes: ArraySlice<UInt8>, status: Status?) {
        let now = ContinuousClock.now
        let answers = state.withLock { state in
            if !bytes.isEmpty {
                state.screen.feed(bytes)
                state.received += bytes
                state.lastReceived = now
            }
            if let status { state.status = status }
            let isWhole =
                bytes.isEmpty || state.status.isOver
                || state.lastTried.duration(to: now) > Self.longestOutput
            if isWhole { state.lastTried = now }
            var answers: [(CheckedContinuation<EmulatedScreen?, Never>, EmulatedScreen?)] = []
            for waiter in state.waiters {
                if isWhole || !waiter.isOfFrame, waiter.condition(state) {
                    answers.append((waiter.continuation, state.screen))
                } else if waiter.deadline <= now {
                    answers.append((waiter.continuation, nil))
                } else {
                    continue
                }
                state.waiters.removeAll { $0.id == waiter.id }
            }
            return answers
        }
        for (continuation, screen) in answers { continuation.resume(returning: screen) }
    }

    /// Output that goes on for so long is looked at before it pauses.
    private static let longestOutput = Duration.milliseconds(200)
}
