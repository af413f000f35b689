import Explorer
import TraceModel

extension DataCommand {
    /// Prints rate, errors and latency over time, from the source's metrics or else from a search.
    func monitor(_ request: MonitorRequest) async throws -> ExitCode {
        let question = MonitorQuestion(
            service: request.service,
            operation: request.operation,
            range: request.range,
            source: settings.searchesAllTime ? try await reader.describe() : nil,
            now: output.style.now
        )
        var notes: [String] = []
        let series: MonitorSeries
        if let answer = try await reader.metrics(question.metrics) {
            series = question.series(of: answer.metrics)
        } else {
            let answer = try await reader.search(question.sample, progress: nil)
            notes = ["This source keeps no metrics: these figures are of traces of a search."]
            notes += TracesOutput(answer: answer).remarks(limit: MonitorQuestion.sampleLimit)
            series = question.series(of: answer)
        }
        let hasCalls = series.slices.contains { $0.calls ?? 0 > 0 || $0.p50 != nil }
        if !hasCalls {
            notes.insert("No calls found; --last 1d, say, looks further back.", at: 0)
        }
        let answer = MonitorOutput(
            service: request.service,
            operation: request.operation,
            series: series,
            notes: notes
        )
        try print(
            answer.table,
            document: answer.json,
            items: (hasCalls ? answer.known : []).map { index in
                { answer.writeItem(index, &$0) }
            },
            remarks: notes
        )
        return hasCalls ? .found : .nothingFound
    }
}
