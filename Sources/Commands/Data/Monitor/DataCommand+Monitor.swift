import Explorer
import PlainText
import TraceModel
import WireFormats

extension DataCommand {
    /// Prints rate, errors and latency over time, from the source's metrics or else from a search.
    func monitor(_ request: MonitorRequest) async throws -> ExitCode {
        let question = MonitorQuestion(
            service: request.service,
            operation: request.operation,
            range: request.range,
            source: defaults.searchesAllTime ? try await reader.describe() : nil,
            now: output.style.now
        )
        var notes: [String] = []
        let series: MonitorSeries
        if let answer = try await reader.metrics(question.metrics) {
            series = question.series(of: answer.metrics)
        } else {
            let answer = try await reader.search(question.sample, progress: output.progress)
            notes = [
                "This source has no metrics; the figures come from the traces that a search found."
            ]
            notes += answer.remarks(limit: MonitorQuestion.sampleLimit)
            notes += answer.remarksOnMovedTimes
            series = question.series(of: answer)
        }
        let hasCalls = series.slices.contains { $0.callsPerSecond ?? 0 > 0 || $0.p50 != nil }
        if !hasCalls {
            let unknown = await unknownService(request.service)
            notes.insert(unknown ?? "No calls found. \(Self.furtherBack)", at: 0)
        }
        let known = series.slices.indices.filter { hasCalls && !series.slices[$0].isEmpty }
        let slices = series.slices.indices
        let start = series.time(of: slices.lowerBound).lowerBound
        let end = series.end
        if hasCalls {
            let window = series.source == .metrics ? question.metrics.window : series.step
            let length = DurationText.exact(series.step)
            let each = window > series.step ? ", each over \(DurationText.exact(window))" : ""
            notes.append(
                "Figures cover \(TimeText.window(start, end, in: style.zone)) in slices of \(length)\(each)."
            )
        }
        let told = notes
        try print(
            ListAnswer<MonitorColumn>(
                .monitor,
                known.map { MonitorRow(series, $0) },
                documentRows: series.slices.indices.map { MonitorRow(series, $0) },
                remarks: told,
                list: { MonitorList($0, series) }
            ) { writer, rows in
                writer.object { writer in
                    writer.field("service", request.service)
                    writer.field("operation", optional: request.operation)
                    writer.field("source", series.source.name)
                    writer.window(from: start, to: end)
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
}
