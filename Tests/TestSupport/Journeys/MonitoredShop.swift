import TraceModel

extension ScriptedSource {
    /// A shop whose checkout gets slow and fails for some minutes, after a few of which nothing is known.
    package static var monitored: ScriptedSource {
        var source = ScriptedSource.shop
        source.metrics = [
            MonitoredShop.metrics(of: nil), MonitoredShop.metrics(of: "PlaceOrder"),
        ]
        return source
    }
}

private enum MonitoredShop {
    static func metrics(of operation: String?) -> ServiceMetrics {
        let minute: Nanoseconds = 60_000_000_000
        func points(_ value: (Double) -> Double) -> [MetricPoint] {
            (0..<60).map { index in
                MetricPoint(
                    time: Journey.now.advanced(by: Nanoseconds(index - 59) * minute),
                    value: (12..<17).contains(index) ? nil : value(Double(index))
                )
            }
        }
        // How bad it is, 0...1: for a quarter of an hour.
        func trouble(_ index: Double) -> Double { max(0, 1 - abs(index - 42) / 8) }
        return ServiceMetrics(
            service: "checkout",
            operation: operation,
            callsPerSecond: points {
                12 + ($0 * 7).truncatingRemainder(dividingBy: 5) - 6 * trouble($0)
            },
            errorShare: points { 0.002 + 0.38 * trouble($0) },
            p50: points { 84e6 + 200e6 * trouble($0) },
            p95: points { 410e6 + 1.6e9 * trouble($0) }
        )
    }
}
