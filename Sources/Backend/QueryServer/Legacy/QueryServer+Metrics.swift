import HTTPServer
import TraceModel
import WireFormats

extension QueryServer {
    /// A series may not have more points, as in Prometheus.
    private static let mostPoints: Int64 = 11_000

    /// `GET /api/metrics/{latencies,calls,errors}`, computed from stored spans.
    func legacyMetrics(
        _ kind: MetricKind,
        _ parameters: Parameters
    ) async throws(Refusal) -> ServerResponse {
        guard let metricsReader else { throw Self.noMetrics }
        var query = try metricsQuery(parameters)
        let figure = try figure(kind, parameters)
        query.figures = [figure]
        let question = query
        let answer: ServiceMetricsAnswer? = try await turnstile.pass { () async throws(Refusal) in
            do throws(TraceReaderError) { return try await metricsReader.metrics(question) } catch {
                throw error.kind == .invalidQuery ? Refusal(400, error.message) : Refusal(error)
            }
        }
        guard let answer else { throw Self.noMetrics }
        let document = MetricsDocument(
            figure: figure,
            byOperation: query.byOperation,
            quantileText: parameters.text("quantile") ?? ""
        )
        let points = answer.metrics.reduce(0) { $0 + $1[figure].count }
        return try await withMemory(points * 192) {
            LegacyAnswer.body(document.encode(answer.metrics), parameters)
        }
    }

    private static let noMetrics = Refusal(501, "metrics querying is currently disabled")

    private func figure(
        _ kind: MetricKind,
        _ parameters: Parameters
    ) throws(Refusal) -> MetricsFigure {
        switch kind {
        case .calls: .calls
        case .errors: .errors
        case .latencies: .latency(quantile: try quantile(parameters))
        }
    }

    private func metricsQuery(
        _ parameters: Parameters
    ) throws(Refusal) -> MetricsQuery {
        let services = parameters.all("service").filter { !$0.isEmpty }
        guard !services.isEmpty else {
            throw Refusal(
                400,
                "unable to parse param 'service': please provide at least one service name"
            )
        }
        let groups = try parameters.legacy("groupByOperation") { text throws(GoTextError) in
            try GoText.bool(text)
        }
        let kinds = try spanKinds(parameters)
        let end = try milliseconds("endTs", parameters).map { Timestamp(milliseconds: $0) }
        let lookback = try milliseconds("lookback", parameters) ?? 3_600_000
        let step = try positive("step", parameters) ?? 5000
        let window = try positive("ratePer", parameters) ?? 600_000
        guard lookback >= 0, lookback / step <= Self.mostPoints else {
            throw Refusal(
                400,
                "unable to parse param 'lookback': it must hold 0 to \(Self.mostPoints) steps"
            )
        }
        return MetricsQuery(
            services: services,
            kinds: kinds,
            byOperation: groups ?? false,
            end: end ?? now(),
            lookback: .fromMilliseconds(lookback),
            step: .fromMilliseconds(step),
            window: .fromMilliseconds(window)
        )
    }

    private func quantile(_ parameters: Parameters) throws(Refusal) -> Double {
        let value: Double
        do { value = try GoText.float(parameters.text("quantile") ?? "") } catch {
            throw Refusal(400, "unable to parse param 'quantile': \(error.text)")
        }
        guard (0...1).contains(value) else {
            throw Refusal(400, "unable to parse param 'quantile': it must be between 0 and 1")
        }
        return value
    }

    private func positive(
        _ name: String,
        _ parameters: Parameters
    ) throws(Refusal) -> Int64? {
        guard let value = try milliseconds(name, parameters) else { return nil }
        guard value > 0 else {
            throw Refusal(400, "unable to parse param '\(name)': it must be greater than 0")
        }
        return value
    }

    private func spanKinds(_ parameters: Parameters) throws(Refusal) -> Set<SpanKind> {
        var kinds: Set<SpanKind> = []
        for text in parameters.all("spanKind") where !text.isEmpty {
            if text.lowercased() == "unspecified" {
                kinds.insert(.unspecified)
            } else if let kind = SpanKind(name: text) {
                kinds.insert(kind)
            } else {
                throw Refusal(
                    400,
                    "unable to parse param 'spanKind': unsupported span kind: '\(text)'"
                )
            }
        }
        return kinds.isEmpty ? MetricsQuery.usualKinds : kinds
    }
}
