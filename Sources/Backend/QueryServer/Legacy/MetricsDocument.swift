import TraceModel
import WireFormats

/// The JSON of one answer of `/api/metrics/…`.
struct MetricsDocument {
    var kind: MetricKind
    var query: SpanMetricsQuery
    /// The quantile as it was asked for.
    var quantileText: String

    func encode(_ series: [SpanMetricsSeries]) -> [UInt8] {
        JSONWriter.document { writer in
            writer.object { writer in
                writer.field("name", "service" + (query.byOperation ? "_operation" : "") + suffix)
                writer.field("type", "GAUGE")
                writer.field(
                    "help",
                    help + ", grouped by service" + (query.byOperation ? " & operation" : "")
                )
                writer.list("metrics", series) { write($1, to: &$0) }
            }
        }
    }

    private var suffix: String {
        switch kind {
        case .latencies: "_latencies"
        case .calls: "_call_rate"
        case .errors: "_error_rate"
        }
    }

    private var help: String {
        switch kind {
        case .latencies: "\(quantileText)th quantile latency"
        case .calls: "calls/sec"
        case .errors: "error rate, computed as a fraction of errors/sec over calls/sec"
        }
    }

    private func write(_ series: SpanMetricsSeries, to writer: inout JSONWriter) {
        writer.object { writer in
            var labels = [("service_name", series.service)]
            if let operation = series.operation { labels.append(("operation", operation)) }
            writer.list("labels", labels) { writer, label in
                writer.object { writer in
                    writer.field("name", label.0)
                    writer.field("value", label.1)
                }
            }
            writer.list("metricPoints", series.points) { writer, point in
                writer.object { writer in
                    writer.object("gaugeValue") { writer in
                        writer.key("doubleValue")
                        writer.double(value(of: point), infinity: "Infinity")
                    }
                    writer.field("timestamp", RFC3339.text(of: point.time))
                }
            }
        }
    }

    /// Milliseconds, calls a second, or a share; not a number where there were no calls.
    private func value(of point: SpanMetricsPoint) -> Double {
        switch kind {
        case .latencies: point.latencies.first.flatMap { $0 }.map { $0 / 1e6 } ?? .nan
        case .calls: Double(point.calls) / (Double(query.window) / 1e9)
        case .errors: point.calls == 0 ? .nan : Double(point.errors) / Double(point.calls)
        }
    }
}
