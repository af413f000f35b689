import Explorer
import TraceModel

extension DataCommand {
    /// Prints rate, errors and latency over time, from the source's metrics or else from a search.
    func monitor(_ request: MonitorRequest) async throws -> ExitCode {
        // Files end when their last trace began.
        let extent = settings.searchesAllTime ? try await reader.describe().extent : nil
        let end = extent?.upperBound.advanced(by: 1) ?? output.style.now
        var notes: [String] = []
        let series: MonitorSeries
        let query = MetricsQuery(
            services: [request.service],
            byOperation: request.operation != nil,
            end: end,
            lookback: request.range,
            step: max(1, request.range / Nanoseconds(MonitorSeries.count))
        )
        if let answer = try await reader.metrics(query) {
            let own = answer.metrics.first {
                $0.service == request.service && $0.operation == request.operation
            }
            series = MonitorSeries(
                own ?? ServiceMetrics(service: request.service),
                end: end,
                range: request.range
            )
        } else {
            let answer = try await sample(request, end: end)
            notes = ["This source keeps no metrics: these figures are of traces of a search."]
            notes += answer.remarks(limit: MonitorState.sampleLimit)
            series = MonitorSeries(
                answer,
                service: request.service,
                end: end,
                range: request.range
            )
        }
        let hasCalls = series.slices.contains { $0.calls ?? 0 > 0 || $0.p50 != nil }
        if !hasCalls {
            notes.insert("No calls found; --last 1d, say, looks further back.", at: 0)
        }
        let known = series.slices.indices.filter { hasCalls && !series.slices[$0].isEmpty }
        let told = notes
        try print(
            ListAnswer<MonitorColumn>(
                .monitor,
                known.map { MonitorRow(series, $0) },
                documentRows: series.slices.indices.map { MonitorRow(series, $0) },
                remarks: told,
                list: { MonitorList($0, series.source) }
            ) { writer, rows in
                writer.object { writer in
                    writer.field("service", request.service)
                    writer.field("operation", optional: request.operation)
                    writer.field("source", series.source.name)
                    if case .sample(let traces, let limitHit) = series.source {
                        writer.field("tracesRead", traces)
                        writer.field("limitHit", limitHit)
                    } else {
                        writer.field("tracesRead", optional: Int?.none)
                        writer.field("limitHit", false)
                    }
                    writer.list("slices", rows)
                    writer.field("notes", told)
                }
            }
        )
        return hasCalls ? .found : .nothingFound
    }

    private func sample(
        _ request: MonitorRequest,
        end: Timestamp
    ) async throws -> SearchAnswer {
        try await reader.search(
            TraceQuery(
                service: request.service,
                operation: request.operation,
                start: end.advanced(by: -request.range),
                end: end,
                limit: MonitorState.sampleLimit
            ),
            progress: nil
        )
    }
}
