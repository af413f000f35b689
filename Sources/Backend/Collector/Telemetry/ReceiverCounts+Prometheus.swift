extension [ReceiverCounts] {
    /// Adds what became of the spans of each receiver, under the Collector's names.
    package func write(to metrics: inout PrometheusText) {
        let figures: [(String, String, KeyPath<Element, Int>)] = [
            ("accepted", "Spans taken into the queue.", \.accepted),
            ("refused", "Spans refused; their sender was told so.", \.refused),
        ]
        for (outcome, help, value) in figures {
            for counts in self {
                metrics.add(
                    "otelcol_receiver_\(outcome)_spans",
                    .counter,
                    help,
                    labels: [
                        ("receiver", counts.labels.receiver),
                        ("transport", counts.labels.transport),
                    ],
                    counts[keyPath: value]
                )
            }
        }
    }
}
