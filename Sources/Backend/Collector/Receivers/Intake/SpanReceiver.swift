/// What sets a receiver of spans apart from the others, whatever carries its spans.
package protocol SpanReceiver: Sendable {
    /// The labels under which its spans are counted.
    var labels: ReceiverLabels { get }
    /// The port that its senders expect.
    var port: Int { get }
    /// What its listener is called, in the log and as the option of the command line that moves it: such as `otlp-http`, its labels,
    /// unless it has a name of its own.
    var name: String { get }
}

extension SpanReceiver {
    package var name: String { labels.receiver + "-" + labels.transport }
}
