/// What the spans of a receiver are counted under, in the Collector's words.
package struct ReceiverLabels: Sendable, Hashable {
    /// The protocol, such as `otlp`.
    package let receiver: String
    /// What carries the protocol, such as `http`.
    package let transport: String

    package init(receiver: String, transport: String) {
        self.receiver = receiver
        self.transport = transport
    }
}

/// What became of the spans of one receiver.
package struct ReceiverCounts: Sendable, Equatable {
    package let labels: ReceiverLabels
    /// Spans taken into the pipeline.
    package var accepted = 0
    /// Spans that were refused; their sender was told so.
    package var refused = 0

    package init(_ labels: ReceiverLabels) {
        self.labels = labels
    }

    mutating func add(_ spans: Int, _ outcome: SpanQueue.Offer) {
        switch outcome {
        case .taken: accepted += spans
        case .full, .tooLarge, .closed, .unwritten: refused += spans
        }
    }
}
