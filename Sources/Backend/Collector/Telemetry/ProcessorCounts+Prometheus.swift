extension [ProcessorCounts] {
    /// Adds what went into each processor and came out of it, under the Collector's names.
    package func write(to metrics: inout PrometheusText) {
        let figures: [(String, String, KeyPath<Element, Int>)] = [
            ("incoming", "Spans that a processor was given.", \.incoming),
            ("outgoing", "Spans that a processor passed on.", \.outgoing),
        ]
        for (direction, help, value) in figures {
            for counts in self {
                metrics.add(
                    "otelcol_processor_\(direction)_items",
                    .counter,
                    help,
                    labels: [("processor", counts.processor), ("otel_signal", "traces")],
                    counts[keyPath: value]
                )
            }
        }
    }
}
