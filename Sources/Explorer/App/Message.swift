import PlainText
package import TraceModel

/// A sentence for the user.
package struct Message: Sendable, Equatable {
    package enum Severity: Sendable { case info, warning, error }

    /// When a message leaves the last line.
    package enum Lifetime: Sendable {
        case untilKey
        /// With the next key, and as soon as the source answers: it is not true any more then.
        case untilAnswer
        /// With the next key, or when the same one is repeated: it tells of one step among several.
        case untilStep
    }

    package var severity: Severity
    /// Ends as a sentence does.
    package let text: String
    package var time: Timestamp
    package var lifetime: Lifetime

    package init(
        _ severity: Severity,
        _ text: String,
        time: Timestamp,
        lifetime: Lifetime = .untilKey
    ) {
        self.severity = severity
        self.text = Sentence.ended(text)
        self.time = time
        self.lifetime = lifetime
    }
}
