import TraceModel

extension ScreenContext {
    /// Tells the user something, now and in the Messages screen.
    mutating func tell(_ severity: Message.Severity, _ text: String) {
        note(severity, text)
        notice = messages.last
    }

    /// Answers a key that does nothing now: why not, and what would.
    ///
    /// It is not kept.
    mutating func say(_ text: String) { notice = Message(.info, text, time: now) }

    /// Says where a key went, which may be repeated.
    mutating func sayStep(_ text: String) {
        notice = Message(.info, text, time: now, lifetime: .untilStep)
    }

    /// Says that a key has nothing to do on this screen.
    mutating func sayIdle(_ action: Action) {
        let key = settings.keyMap.keys(of: action).first?.name ?? action.rawValue
        sayIdle(key: key)
    }

    mutating func sayIdle(key: String) { say("\(key) does nothing here; ? lists the keys.") }

    /// Tells why the source gave no answer: once, so that only the Messages screen gets it where the screen shows it anyway; what says
    /// that the source is silent stands in the last line until it answers again.
    mutating func tell(failure error: TraceReaderError, standsOnScreen: Bool) {
        let message = Message(
            .error,
            error.message,
            time: now,
            lifetime: error.isOfSource ? .untilAnswer : .untilKey
        )
        messages.append(message)
        if !standsOnScreen { notice = message }
    }

    /// The source has answered: what was said of its silence is not true any more.
    mutating func noteAnswer() {
        if notice?.lifetime == .untilAnswer { notice = nil }
    }

    /// Adds to the Messages screen alone, without a notice: a word on screen points there.
    mutating func note(_ severity: Message.Severity, _ text: String) {
        messages.append(Message(severity, text, time: now))
    }

    /// Adds what was wrong with answers to a follower to the messages, each problem once and a hundred at most.
    mutating func noteOnce(_ notes: [String]) {
        for text in notes where reportedNotes.count < 100 {
            if reportedNotes.insert(text).inserted { note(.warning, text) }
        }
    }

    /// Keeps a query for the history, in later runs too.
    mutating func remember(query: String) {
        queryHistory.removeAll { $0 == query }
        queryHistory.append(query)
        add(.remember(query: query))
    }

    /// Keeps which services are pinned, in later runs too.
    mutating func pin(_ services: Set<String>) {
        guard services != pinnedServices else { return }
        pinnedServices = services
        add(.pin(services: services.sorted()))
    }
}
