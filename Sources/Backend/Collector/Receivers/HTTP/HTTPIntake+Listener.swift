package import HTTPServer

extension HTTPIntake {
    /// Makes a listener refuse early what this does not take, and answer in its forms.
    package func configure(_ options: inout ListenerOptions) {
        options.bodyLimit = bodyLimit
        options.authorizeHead = { check($0) }
        options.answerTooLarge = { answerTooLarge($0) }
        options.answerBusy = { answerBusy($0) }
    }

    /// What answers the requests of a listener, on its own threads.
    package var handler: ListenerHandler { .sync { answer($0) } }
}
