import CNcurses
import CTerminalRestore
import Glibc

extension Terminal {
    /// Waits until something happens or `deadline` has come, and says what happened.
    ///
    /// All keys that wait are taken at once, so that one frame answers them all. While waiting, jobs of
    /// ``UIActor`` run; that is when other tasks change state that is isolated to it. Ctrl-Z never arrives: it
    /// suspends, and ``TerminalEvent/resumed`` comes when the process goes on. Nothing is returned when the
    /// deadline came first. Costs no processor time while nothing happens.
    package func nextEvents(deadline: ContinuousClock.Instant? = nil) -> [TerminalEvent] {
        while true {
            var events: [TerminalEvent] = []
            let revents = wait(until: deadline)
            // Emptied before looking at what woke us: a signal or job that comes after this wakes the next wait.
            UIActor.shared.executor.pipe.drain()
            takeSignals(into: &events)
            takeKeys(revents, into: &events)
            if UIActor.shared.executor.runJobs() { events.append(.woken) }
            if !events.isEmpty { return events }
            if let deadline, ContinuousClock.now >= deadline { return [] }
        }
    }

    /// - Returns: What `poll` says of the terminal.
    private func wait(until deadline: ContinuousClock.Instant?) -> Int32 {
        var descriptors = [
            pollfd(
                fd: UIActor.shared.executor.pipe.readEnd,
                events: Int16(POLLIN),
                revents: 0
            ),
            pollfd(fd: isGone ? -1 : input, events: Int16(POLLIN), revents: 0),
        ]
        var milliseconds: Int32 = -1
        if let deadline { milliseconds = Self.milliseconds(until: deadline) }
        if let rest = restDeadline.map({ Self.milliseconds(until: $0) }) {
            milliseconds = milliseconds < 0 ? rest : min(milliseconds, rest)
        }
        _ = poll(&descriptors, nfds_t(descriptors.count), milliseconds)
        return Int32(descriptors[1].revents)
    }

    /// When what has begun, such as a paste, is no longer waited for.
    private var restDeadline: ContinuousClock.Instant? { decoder.patience.map { lastRead + $0 } }

    /// Rounded up, so that the deadline has come when poll says so.
    private static func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
        let left = ContinuousClock.now.duration(to: deadline)
        let whole =
            left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000
        return left <= .zero ? 0 : Int32(clamping: whole + 1)
    }

    private func takeSignals(into events: inout [TerminalEvent]) {
        let signals = Int(spoor_signals_taken())
        func came(_ bit: some BinaryInteger) -> Bool { signals & Int(bit) != 0 }
        if came(spoor_signal_suspend) { suspend(into: &events) }
        if came(spoor_signal_continue) {
            if !isContinued {
                enter()
                events.append(.resumed)
            }
            isContinued = false
        }
        if came(spoor_signal_resize), fetchSize() { events.append(.resize(size)) }
        if came(spoor_signal_hang_up) { hangUp(into: &events) }
        if came(spoor_signal_terminate) { events.append(.ended(signal: SIGTERM)) }
        if came(spoor_signal_interrupt) { events.append(.ended(signal: SIGINT)) }
        if came(spoor_signal_quit) { events.append(.ended(signal: SIGQUIT)) }
    }

    private func takeKeys(_ revents: Int32, into events: inout [TerminalEvent]) {
        guard !isGone else { return }
        if revents == 0 {
            if let due = restDeadline, due <= .now {
                events += decoder.giveUp()
                lastRead = .now
            }
            return
        }
        // With nodelay, an end of input looks like "no key" forever.
        if revents & (POLLHUP | POLLERR | POLLNVAL) != 0 || spoor_bytes_waiting(input) <= 0 {
            return hangUp(into: &events)
        }
        var keys: [TerminalEvent] = []
        while case let code = wgetch(keyboard), code != ERR {
            keys += decoder.take(KeyCodes.token(code))
        }
        keys += decoder.flush()
        lastRead = .now
        for event in keys {
            switch event {
            case .key(.ctrl("z")): suspend(into: &events)
            case .answered:
                takeAnswer()
                events.append(event)
            default: events.append(event)
            }
        }
    }

    private func hangUp(into events: inout [TerminalEvent]) {
        guard !isGone else { return }
        isGone = true
        events.append(.hangUp)
    }

    /// Stops the process group until the shell lets it go on; where no shell waits it would be stopped for ever.
    private func suspend(into events: inout [TerminalEvent]) {
        guard spoor_has_shell() != 0 else {
            events.append(.cannotSuspend)
            return
        }
        leave()
        isContinued = true
        spoor_stop_group()
        enter()
        events.append(.resumed)
    }
}
