extension SpanCounts {
    /// Adds the counts of the exporter under the names of Jaeger v2, so that its dashboards and alerts work, and one
    /// of our own for what Jaeger does not report.
    package func write(to metrics: inout PrometheusText, limits: SpanQueue.Limits) {
        let exporter = [("exporter", "jaeger_storage_exporter")]
        let queue = exporter + [("data_type", "traces")]
        metrics.add(
            "otelcol_exporter_sent_spans",
            .counter,
            "Spans stored.",
            labels: exporter,
            stored
        )
        metrics.add(
            "otelcol_exporter_send_failed_spans",
            .counter,
            "Spans queued and not stored: refused by the store, or dropped.",
            labels: exporter,
            refusedByStore + droppedByExporter
        )
        metrics.add(
            "otelcol_exporter_enqueue_failed_spans",
            .counter,
            "Spans for which the queue had no room.",
            labels: exporter,
            refusedByQueue
        )
        metrics.add(
            "otelcol_exporter_queue_size",
            .gauge,
            "Spans that wait or are being written.",
            labels: queue,
            queued
        )
        metrics.add(
            "otelcol_exporter_queue_capacity",
            .gauge,
            "Spans that may wait or be written at once.",
            labels: queue,
            limits.spans
        )
        metrics.add(
            "spoor_exporter_queue_bytes",
            .gauge,
            "Memory of the spans that wait or are being written.",
            labels: queue,
            queuedBytes
        )
    }
}
