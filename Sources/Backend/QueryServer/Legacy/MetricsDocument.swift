import TraceModel
import WireFormats

/// The JSON of one answer of `/api/metrics/…`.
struct MetricsDocument {
    var figure: MetricsFigure
    var byOperation: Bool
    /// The quantile as it was asked for.
    var quantileText: String

    func encode(_ services: [ServiceMetrics]) -> [UInt8] {
        JSONWriter.document { writer in
            writer.object { writer in
                writer.field("name", "service" + (byOperation ? "_operation" : "") + suffix)
                writer.field("type", "GAUGE")
                writer.field(
                    "help",
                    help + ", grouped by service" + (byOperation ? " & operation" : "")
                )
                writer.list("metrics", services) { write($1, to: &$0) }
            }
        }
    }

    private var suffix: String {
        switch figure {
        case .latency: "_latencies"
        case .calls: "_call_rate"
        case .errors: "_error_rate"
        }
    }

    private var help: String {
        switch figure {
        case .latency: "\(quantileText)th quantile latency"
        case .calls: "calls/sec"
        case .errors: "error rate, computed as a fraction of errors/sec over calls/sec"
        }
    }

    private func write(_ service: ServiceMetrics, to writer: inout JSONWriter) {
        writer.object { writer in
            var labels = [("service_name", service.service)]
            if let operation = service.operation { labels.append(("operation", operation)) }
            writer.list("labels", labels) { writer, label in
                writer.object { writer in
                    writer.field("name", label.0)
                    writer.field("value", label.1)
                }
            }
            writer.list("metricPoints", service[figure]) { writer, point in
                writer.object { writer in
                    writer.object("gaugeValue") { writer in
                        writer.key("doubleValue")
                        writer.double(shown(point.value), infinity: "Infinity")
                    }
                    writer.field("timestamp", RFC3339.text(of: point.time))
                }
            }
        }
    }

    /// Milliseconds, calls per second, or a fraction; not a number where there is no value.
    private func shown(_ value: Double?) -> Double {
        guard let value else { return .nan }
        return switch figure {
        case .latency: value / 1e6
        case .calls, .errors: value
        }
    }
}
