extension [SpanPipeline.Passage] {
    /// Adds what went into each processor and came out of it, under the Collector's names.
    package func write(to metrics: inout PrometheusText) {
        let figures: [(String, String, KeyPath<Element, Int>)] = [
            ("incoming", "Spans that a processor was given.", \.incoming),
            ("outgoing", "Spans that a processor passed on.", \.outgoing),
        ]
        for (direction, help, value) in figures {
            for passage in self {
                metrics.add(
                    "otelcol_processor_\(direction)_items",
                    .counter,
                    help,
                    labels: [("processor", passage.processor), ("otel_signal", "traces")],
                    passage[keyPath: value]
                )
            }
        }
    }
}
