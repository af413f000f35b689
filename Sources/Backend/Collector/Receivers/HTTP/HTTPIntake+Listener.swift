package import HTTPServer

extension HTTPIntake {
    /// Makes a listener refuse early what this does not take, and answer in its forms.
    package func configure(_ options: inout ListenerOptions) {
        options.bodyLimit = bodyLimit
        options.authorizeHead = { check($0) }
        options.answerTooLarge = { answerTooLarge($0) }
        options.answerBusy = { answerBusy($0) }
    }

    /// What answers the requests of a listener: on its own threads, unless it waits for the log.
    package var handler: ListenerHandler {
        waitsForLog ? .async { await answer($0) } : .sync { answerAtOnce($0) }
    }
}
