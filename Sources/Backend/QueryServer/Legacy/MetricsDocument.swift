import TraceModel
import WireFormats

/// The JSON of one answer of `/api/metrics/…`.
struct MetricsDocument {
    var kind: MetricKind
    var query: SpanMetricsQuery
    /// The quantile as it was asked for.
    var quantileText: String

    func encode(_ series: [SpanMetricsSeries]) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("name")
        writer.string("service" + (query.byOperation ? "_operation" : "") + suffix)
        writer.key("type")
        writer.string("GAUGE")
        writer.key("help")
        writer.string(help + ", grouped by service" + (query.byOperation ? " & operation" : ""))
        writer.key("metrics")
        writer.beginArray()
        for one in series { write(one, to: &writer) }
        writer.endArray()
        writer.endObject()
        return writer.take()
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
        writer.beginObject()
        writer.key("labels")
        writer.beginArray()
        writeLabel("service_name", series.service, to: &writer)
        if let operation = series.operation { writeLabel("operation", operation, to: &writer) }
        writer.endArray()
        writer.key("metricPoints")
        writer.beginArray()
        for point in series.points {
            writer.beginObject()
            writer.key("gaugeValue")
            writer.beginObject()
            writer.key("doubleValue")
            writer.double(value(of: point), infinity: "Infinity")
            writer.endObject()
            writer.key("timestamp")
            writer.string(RFC3339.text(of: point.time))
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    private func writeLabel(_ name: String, _ value: String, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("name")
        writer.string(name)
        writer.key("value")
        writer.string(value)
        writer.endObject()
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
