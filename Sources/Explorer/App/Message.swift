package import TraceModel

/// A message to the user; kept for the Messages screen.
package struct Message: Sendable, Equatable {
    package enum Severity: Sendable { case info, warning, error }

    package var severity: Severity
    package var text: String
    package var time: Timestamp
    /// It says that the source does not answer: not true any more as soon as it has answered anything.
    package var isOfSilence = false

    package init(_ severity: Severity, _ text: String, time: Timestamp) {
        self.severity = severity
        self.text = text
        self.time = time
    }
}
