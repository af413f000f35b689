import TraceModel
import WireFormats

/// The JSON of one answer of `/api/metrics/…`.
struct MetricsDocument {
    var figure: MetricsFigure
    var byOperation: Bool
    /// The quantile as it was asked for.
    var quantileText: String

    func encode(_ services: [ServiceMetrics]) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("name")
        writer.string("service" + (byOperation ? "_operation" : "") + suffix)
        writer.key("type")
        writer.string("GAUGE")
        writer.key("help")
        writer.string(help + ", grouped by service" + (byOperation ? " & operation" : ""))
        writer.key("metrics")
        writer.beginArray()
        for service in services { write(service, to: &writer) }
        writer.endArray()
        writer.endObject()
        return writer.take()
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
        writer.beginObject()
        writer.key("labels")
        writer.beginArray()
        writeLabel("service_name", service.service, to: &writer)
        if let operation = service.operation { writeLabel("operation", operation, to: &writer) }
        writer.endArray()
        writer.key("metricPoints")
        writer.beginArray()
        for point in service[figure] {
            writer.beginObject()
            writer.key("gaugeValue")
            writer.beginObject()
            writer.key("doubleValue")
            writer.double(shown(point.value), infinity: "Infinity")
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

    /// Milliseconds, calls per second, or a fraction; not a number where there is no value.
    private func shown(_ value: Double?) -> Double {
        guard let value else { return .nan }
        return switch figure {
        case .latency: value / 1e6
        case .calls, .errors: value
        }
    }
}
