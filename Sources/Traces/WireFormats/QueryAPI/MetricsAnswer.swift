package import TraceModel

/// One metric over time, of several services or operations: `/api/metrics/…`.
package struct MetricsAnswer: Sendable, Equatable {
    package struct Series: Sendable, Equatable {
        package var service: String
        /// Nil for the service as a whole.
        package var operation: String?
        /// Values as sent; a point without number, or NaN, is nil.
        package var points: [MetricPoint]
    }

    package var series: [Series]

    /// Reads an answer; nil if it is none.
    ///
    /// Points without a time are left out.
    package init?(_ value: JSONValue) {
        guard value.members != nil, let metrics = value["metrics"] else { return nil }
        series = []
        guard let elements = metrics.array else {
            guard metrics.isNull else { return nil }
            return
        }
        for element in elements {
            var labels: [String: String] = [:]
            for label in element["labels"]?.array ?? [] {
                if let name = label["name"]?.string { labels[name] = label["value"]?.string }
            }
            let points = (element["metricPoints"]?.array ?? []).compactMap(Self.point)
            series.append(
                Series(
                    service: labels["service_name"] ?? "",
                    operation: labels["operation"],
                    points: points
                )
            )
        }
    }

    private static func point(_ value: JSONValue) -> MetricPoint? {
        guard let time = value["timestamp"]?.string.flatMap({ RFC3339.parse($0) }) else {
            return nil
        }
        guard let gauge = value["gaugeValue"] else { return MetricPoint(time: time, value: nil) }
        // A zero may be left out.
        guard let sent = gauge["doubleValue"] else { return MetricPoint(time: time, value: 0) }
        return MetricPoint(time: time, value: sent.double.flatMap { $0.isFinite ? $0 : nil })
    }
}
