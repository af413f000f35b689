import Explorer
import PlainText
import TraceAnalysis
import TraceModel
import WireFormats

extension DataCommand {
    /// Finds traces with errors, reads them whole, and prints where their failures began.
    func errors(_ terms: SearchTerms) async throws -> ExitCode {
        let query = try await query(of: ErrorSearch.terms(terms, defaults))
        let search = try await searched(ErrorSearch(query, batch: .max))
        let groups = search.read.groups
        let ranked = groups.ranked()
        let counting = try await counted(ranked, of: search)
        let rows = ranked.map { ErrorRow($0, share: counting.share(of: $0)) }
        var notes = search.notes
        if ranked.isEmpty {
            notes.insert(await unknownService(query.service) ?? nothing("errors"), at: 0)
        }
        var found = SearchAnswer(summaries: [], limitHit: search.limitHit, notes: notes)
        found.filteredHere = search.filteredHere
        notes = found.remarks(limit: query.limit) + search.problems + remarks(on: rows)
        if !ranked.isEmpty { notes.append(window(counting.scope)) }
        let scope = counting.scope
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
                    writer.window(from: scope.start, to: scope.end)
                    writer.field("notes", told)
                }
            }
        )
        return ranked.isEmpty ? .nothingFound : .found
    }

    /// Counts the calls that the failures are a share of.
    private func counted(
        _ ranked: [FailureGroup],
        of search: ErrorSearch
    ) async throws -> CallCounting {
        let isOfFiles = defaults.searchesAllTime
        let isInProcess = try await reader.describe().search.route == .inProcess
        var counting = CallCounting(
            ranked,
            search.scope(isInProcess: isInProcess && !isOfFiles, isOfFiles: isOfFiles)
        )
        while let question = counting.next() {
            do throws(TraceReaderError) {
                switch question {
                case .metrics(let query): counting.take(try await reader.metrics(query))
                case .search(let query, let operation):
                    let answer = try await reader.search(query, progress: nil)
                    counting.take(CallSample(answer, of: operation))
                }
            } catch {
                if error.kind == .cancelled { throw error }
                counting.fail(error)
            }
        }
        return counting
    }

    /// Why shares are missing, each reason once.
    private func remarks(on rows: [ErrorRow]) -> [String] {
        var reasons: [String] = []
        for row in rows {
            guard case .failure(let reason) = row.share else { continue }
            let sentence = "Some shares are unknown: \(reason.words)."
            if !reasons.contains(sentence) { reasons.append(sentence) }
        }
        return reasons
    }

    /// The time that counts and shares are of.
    private func window(_ scope: CallCounting.Scope) -> String {
        guard !defaults.searchesAllTime else { return "Counts and shares cover all time." }
        return
            "Counts and shares cover \(TimeText.window(scope.start, scope.end, in: style.zone))."
    }

    /// Asks one question after the other until there is none left.
    private func searched(_ search: ErrorSearch) async throws -> ErrorSearch {
        var search = search
        var question = search.next()
        while let asked = question {
            switch asked {
            case .search(let query):
                do throws(TraceReaderError) {
                    search.take(try await reader.search(query, progress: output.progress))
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
