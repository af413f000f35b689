import Collector
import Glibc
import HTTPServer
import TraceModel

/// What `/metrics` reports about the backend to Prometheus.
struct BackendMetrics: Sendable {
    let pipeline: SpanPipeline
    let store: any TraceStore
    let start = Timestamp.now

    func answer(_ request: ServerRequest) -> ServerResponse {
        guard request.method == "GET", request.rawPath == "/metrics" else {
            return .text(404, "404 page not found\n")
        }
        var metrics = PrometheusText()
        pipeline.receiverCounts.write(to: &metrics)
        pipeline.exporter.counts.write(to: &metrics, limits: pipeline.exporter.limits)
        pipeline.processorCounts.write(to: &metrics)
        write(store.counts, to: &metrics)
        let uptime = Double(Timestamp.now.since(start)) / 1e9
        metrics.add("otelcol_process_uptime", .counter, "Seconds since the start.", uptime)
        if let memory = residentMemory() {
            metrics.add("otelcol_process_memory_rss", .gauge, "Resident memory, bytes.", memory)
        }
        return ServerResponse(
            status: 200,
            headers: ["Content-Type": PrometheusText.contentType],
            body: .bytes(Array(metrics.text.utf8))
        )
    }

    private func write(_ counts: StoreCounts, to metrics: inout PrometheusText) {
        metrics.add("spoor_store_spans", .gauge, "Spans held.", counts.heldSpans)
        metrics.add("spoor_store_traces", .gauge, "Traces held.", counts.heldTraces)
        metrics.add("spoor_store_bytes", .gauge, "Memory of spans and indexes.", counts.heldBytes)
        metrics.add(
            "spoor_store_repeated_spans",
            .counter,
            "Spans that came once more and were not stored again.",
            counts.repeatedSpans
        )
        metrics.add(
            "spoor_store_evicted_spans",
            .counter,
            "Spans deleted to make room for newer ones.",
            counts.evictedSpans
        )
        metrics.add(
            "spoor_store_evicted_traces",
            .counter,
            "Traces deleted to make room for newer ones.",
            counts.evictedTraces
        )
    }

    /// The second number of `/proc/self/statm`, in bytes.
    private func residentMemory() -> Int? {
        let descriptor = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 128)
        let count = read(descriptor, &buffer, buffer.count)
        let words = String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self).split(
            separator: " "
        )
        guard words.count > 1, let pages = Int(words[1]) else { return nil }
        return pages * Int(getpagesize())
    }
}
