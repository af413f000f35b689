import Collector
import HTTPServer
import QueryServer
import TraceModel

/// What `/metrics` reports about the backend to Prometheus.
struct BackendMetrics: Sendable {
    let pipeline: SpanPipeline
    let store: any TraceStore
    let archive: any TraceArchive
    let answers: AnswerMemory
    let bodies: ByteBudget
    let listeners = ListenerList()
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
        write(archive.counts, to: &metrics)
        writeListeners(to: &metrics)
        writeMemory(to: &metrics)
        let uptime = Double(Timestamp.now.since(start)) / 1e9
        metrics.add("otelcol_process_uptime", .counter, "Seconds since the start.", uptime)
        if let memory = ResidentMemory.bytes {
            metrics.add("otelcol_process_memory_rss", .gauge, "Resident memory, bytes.", memory)
        }
        return ServerResponse(
            status: 200,
            headers: ["Content-Type": PrometheusText.contentType],
            body: .bytes(Array(metrics.text.utf8))
        )
    }

    private func write(_ counts: TraceArchiveCounts, to metrics: inout PrometheusText) {
        metrics.add("spoor_archive_traces", .gauge, "Traces kept in the archive.", counts.traces)
        metrics.add("spoor_archive_spans", .gauge, "Spans kept in the archive.", counts.spans)
        metrics.add("spoor_archive_bytes", .gauge, "Memory of the archive.", counts.bytes)
    }

    private func write(_ counts: StoreCounts, to metrics: inout PrometheusText) {
        metrics.add("spoor_store_spans", .gauge, "Spans held.", counts.heldSpans)
        metrics.add("spoor_store_traces", .gauge, "Traces held.", counts.heldTraces)
        metrics.add("spoor_store_bytes", .gauge, "Memory of spans and indexes.", counts.heldBytes)
        if let bytes = counts.diskBytes {
            metrics.add("spoor_store_disk_bytes", .gauge, "Segments on disk.", bytes)
        }
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
        metrics.add(
            "spoor_store_continued_traces",
            .counter,
            "Traces of which spans came after others had been deleted.",
            counts.continuedTraces
        )
        metrics.add(
            "spoor_store_omitted_operations",
            .gauge,
            "Operations held that the lists of operations leave out.",
            counts.omittedOperations
        )
    }

    private func writeListeners(to metrics: inout PrometheusText) {
        let figures: [(String, PrometheusText.Kind, String, (HTTPListener) -> Int)] = [
            ("connections", .gauge, "Open connections.", { $0.openConnections }),
            (
                "closed_idle_connections", .counter,
                "Idle connections that were closed to make room for new ones.",
                { $0.counts.closedIdle }
            ),
            (
                "refused_connections", .counter,
                "Connections that were closed at once: there were too many, and none was idle.",
                { $0.counts.refused }
            ),
            (
                "stalled_connections", .counter,
                "Connections that were cut off because their client did not read its answer.",
                { $0.counts.stalled }
            ),
        ]
        let all = listeners.all
        for (name, kind, help, value) in figures {
            for listener in all {
                guard let http = listener.http else { continue }
                let labels = [(name: "listener", value: listener.name)]
                metrics.add(
                    "spoor_listener_\(name)",
                    kind,
                    help,
                    labels: labels,
                    value(http)
                )
            }
        }
    }

    private func writeMemory(to metrics: inout PrometheusText) {
        metrics.add("spoor_query_bytes", .gauge, "Memory of answers under way.", answers.used)
        metrics.add(
            "spoor_query_refused",
            .counter,
            "Questions refused as there was no memory for their answers.",
            answers.refused
        )
        metrics.add(
            "spoor_receiver_bytes",
            .gauge,
            "Memory of bodies that are being received.",
            bodies.used
        )
        metrics.add(
            "spoor_receiver_refused_requests",
            .counter,
            "Requests refused as there was no memory for their bodies.",
            bodies.refused
        )
    }
}
