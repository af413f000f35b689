import Explorer
import TraceAnalysis
import TraceModel
import WireFormats

extension DataCommand {
    /// Finds traces with errors, reads them whole, and prints where their failures began.
    func errors(_ terms: SearchTerms) async throws -> ExitCode {
        var terms = terms
        terms.limit = terms.limit ?? defaults.limit
        terms = ErrorSearch.terms(terms, defaults)
        let query = terms.query(now: output.style.now, defaults: defaults)
        let search = try await searched(ErrorSearch(query, batch: .max))
        let groups = search.read.groups
        let ranked = groups.ranked()
        let rows = ranked.map { ErrorRow($0) }
        var notes = search.notes
        if ranked.isEmpty {
            let hint = defaults.searchesAllTime ? "" : "; --last 1d, say, looks further back"
            notes.insert("No errors found\(hint).", at: 0)
        }
        var found = SearchAnswer(summaries: [], limitHit: search.limitHit, notes: notes)
        found.filteredHere = search.filteredHere
        notes = found.remarks(limit: query.limit) + search.problems
        let (told, limitHit) = (notes, search.limitHit)
        let (read, all) = (groups.traceCount, search.foundCount)
        try print(
            ListAnswer<ErrorColumn>(
                .errors,
                rows,
                remarks: told,
                list: { ErrorList($0, rows) }
            ) { writer, rows in
                writer.object { writer in
                    writer.list("errors", rows)
                    writer.field("tracesRead", read)
                    writer.field("tracesFound", all)
                    writer.field("limitHit", limitHit)
                    writer.field("notes", told)
                }
            }
        )
        return ranked.isEmpty ? .nothingFound : .found
    }

    /// Asks one question after the other until there is none left.
    private func searched(_ search: ErrorSearch) async throws -> ErrorSearch {
        var search = search
        var question = search.next()
        while let asked = question {
            switch asked {
            case .search(let query):
                do throws(TraceReaderError) {
                    search.take(try await reader.search(query, progress: nil))
                } catch {
                    guard let instead = search.searchFailed(error) else { throw error }
                    question = instead
                    continue
                }
            case .services: search.take(services: try await reader.services())
            case .read(let traces):
                let results = await reader.readEach(traces) { FailureReading.Part($0) }
                search.take(try FailureReading(results))
            }
            question = search.next()
        }
        return search
    }
}
