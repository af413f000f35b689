package import TraceModel

/// Service performance metrics, the same in every family.
extension QueryAPIRequest {
    /// `GET /api/metrics/{calls,errors,latencies}` for all services of `query` at once.
    package static func metrics(
        _ figure: MetricsFigure,
        _ query: MetricsQuery
    ) -> QueryAPIRequest {
        var parameters = query.services.map { Parameter("service", $0) }
        // The kind that servers take by themselves is not sent.
        if query.kinds != MetricsQuery.usualKinds {
            let names = query.kinds.map { $0 == .unspecified ? "unspecified" : $0.name }
            parameters += names.sorted().map { Parameter("spanKind", $0) }
        }
        if query.byOperation { parameters.append(Parameter("groupByOperation", "true")) }
        parameters.append(Parameter("endTs", String(query.end.nanoseconds / 1_000_000)))
        parameters.append(Parameter("lookback", String(milliseconds(query.lookback))))
        parameters.append(Parameter("step", String(milliseconds(query.step))))
        parameters.append(Parameter("ratePer", String(milliseconds(query.window))))
        switch figure {
        case .calls: return QueryAPIRequest(["api", "metrics", "calls"], parameters)
        case .errors: return QueryAPIRequest(["api", "metrics", "errors"], parameters)
        case .latency(let quantile):
            parameters.append(Parameter("quantile", String(quantile)))
            return QueryAPIRequest(["api", "metrics", "latencies"], parameters)
        }
    }

    /// At least 1: servers fail on a step of zero.
    private static func milliseconds(_ duration: Nanoseconds) -> Int64 {
        max(1, duration / .milliseconds(1))
    }
}
