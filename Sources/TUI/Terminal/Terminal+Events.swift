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
        if let deadline {
            let left = ContinuousClock.now.duration(to: deadline)
            // Rounded up, so that the deadline has come when poll says so.
            let whole =
                left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000
            milliseconds = left <= .zero ? 0 : Int32(clamping: whole + 1)
        }
        let pasteEnd: Int32 = 1000
        if decoder.isPasting {
            milliseconds = milliseconds < 0 ? pasteEnd : min(milliseconds, pasteEnd)
        }
        _ = poll(&descriptors, nfds_t(descriptors.count), milliseconds)
        return Int32(descriptors[1].revents)
    }

    private func takeSignals(into events: inout [TerminalEvent]) {
        let signals = Int(spoor_signals_taken())
        func came(_ bit: some BinaryInteger) -> Bool { signals & Int(bit) != 0 }
        if came(spoor_signal_suspend) { suspend(into: &events) }
        if came(spoor_signal_continue) {
            enter()
            events.append(.resumed)
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
            if decoder.isPasting { events += decoder.finishPaste() }
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
        for event in keys {
            if event == .key(.ctrl("z")) { suspend(into: &events) } else { events.append(event) }
        }
    }

    private func hangUp(into events: inout [TerminalEvent]) {
        guard !isGone else { return }
        isGone = true
        events.append(.hangUp)
    }

    /// Stops the process group until the shell lets it go on.
    private func suspend(into events: inout [TerminalEvent]) {
        leave()
        spoor_stop_group()
        enter()
        events.append(.resumed)
    }
}
