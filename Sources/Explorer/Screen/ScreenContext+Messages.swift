import TraceModel

extension ScreenContext {
    /// Tells the user something, now and in the Messages screen.
    mutating func tell(_ severity: Message.Severity, _ text: String) {
        note(severity, text)
        notice = messages.last
    }

    /// Tells the user why the source gave no answer.
    mutating func tell(_ error: TraceReaderError) {
        tell(.error, error.message)
        notice?.isOfSilence = error.isOfSource
    }

    /// The same, once: only the Messages screen gets it where the screen shows it anyway.
    mutating func tell(failure error: TraceReaderError, standsOnScreen: Bool) {
        if standsOnScreen { note(.error, error.message) } else { tell(error) }
    }

    /// The source has answered: what was said of its silence is over.
    mutating func noteAnswer() {
        if notice?.isOfSilence == true { notice = nil }
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
