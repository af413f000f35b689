import Explorer
import TraceAnalysis
import TraceModel

extension DataCommand {
    /// Finds traces with errors, reads them whole, and prints where their failures began.
    func errors(_ terms: SearchTerms) async throws -> ExitCode {
        var terms = terms
        terms.error = true
        if terms.window == .unspecified, !settings.searchesAllTime {
            terms.window = .last(ErrorsState.lookback)
        }
        let query = terms.query(now: output.style.now, settings: settings)
        var found = try await tracesWithErrors(query)
        let results = await reader.readEach(found.summaries) { FailureReading.Part($0) }
        let reading = try FailureReading(results)
        var groups = FailureGroups()
        for part in reading.parts { groups.add(part.failures) }
        let ranked = groups.ranked()
        if ranked.isEmpty {
            let hint = settings.searchesAllTime ? "" : "; --last 1d, say, looks further back"
            found.notes.insert("No errors found\(hint).", at: 0)
        }
        let limitHit = found.limitHit
        let notes = found.remarks(limit: query.limit) + reading.problems
        let (read, all) = (groups.traceCount, found.summaries.count)
        try print(
            ListAnswer<ErrorColumn>(
                .errors,
                ranked.map { ErrorRow($0) },
                remarks: notes,
                list: { ErrorList($0) }
            ) { writer, rows in
                writer.object { writer in
                    writer.list("errors", rows)
                    writer.field("tracesRead", read)
                    writer.field("tracesFound", all)
                    writer.field("limitHit", limitHit)
                    writer.field("notes", notes)
                }
            }
        )
        return ranked.isEmpty ? .nothingFound : .found
    }

    /// What the query finds; service by service where the server searches only one at a time.
    private func tracesWithErrors(_ query: TraceQuery) async throws -> SearchAnswer {
        do throws(TraceReaderError) {
            return try await reader.search(query, progress: nil)
        } catch {
            guard error.kind == .unsupported, query.service == nil else { throw error }
        }
        var answer = SearchAnswer(summaries: [], limitHit: false)
        var known: Set<TraceID> = []
        for service in try await reader.services() {
            guard answer.summaries.count < query.limit else {
                answer.limitHit = true
                break
            }
            var part = query
            part.service = service
            part.limit = query.limit - answer.summaries.count
            let found = try await reader.search(part, progress: nil)
            answer.summaries += found.summaries.filter { known.insert($0.id).inserted }
            answer.limitHit = answer.limitHit || found.limitHit
            for words in found.filteredHere where !answer.filteredHere.contains(words) {
                answer.filteredHere.append(words)
            }
            answer.notes += found.notes
        }
        return answer
    }
}
