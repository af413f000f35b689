package import Explorer
package import Follow
package import TraceModel
import WireFormats

/// Asks a source and prints its answer.
package struct DataCommand<Output: DataOutput> {
    package var request: DataRequest
    package var reader: any TraceReader
    package var output: Output
    /// Look-back and limit where the request says nothing.
    package var settings: ExplorerSettings
    /// What following goes by.
    package var clock: FollowClock

    package init(
        _ request: DataRequest,
        reader: any TraceReader,
        output: Output,
        settings: ExplorerSettings,
        clock: FollowClock = .system
    ) {
        self.request = request
        self.reader = reader
        self.output = output
        self.settings = settings
        self.clock = clock
    }

    /// Prints, and says how it ended.
    ///
    /// - Throws: A sentence when the answer cannot be written, or a ``CommandLineError`` when the request makes
    ///   no sense.
    package func run() async throws -> ExitCode {
        do {
            switch request.subject {
            case .services(let rates): return try await services(rates: rates)
            case .operations(let service): return try await operations(of: service)
            case .traces(let request):
                let terms = try request.terms(now: output.style.now, zone: output.style.zone)
                return try await traces(terms.query(now: output.style.now, settings: settings))
            case .errors(let request):
                return try await errors(
                    try request.terms(now: output.style.now, zone: output.style.zone)
                )
            case .monitor(let request): return try await monitor(request)
            case .follow(let request): return try await follow(request)
            case .everything:
                let end = Timestamp(nanoseconds: .max)
                return try await traces(TraceQuery(start: .zero, end: end, limit: 1_000_000))
            case .trace(let text, let raw): return try await trace(text.traceID, raw: raw)
            case .span(let text, let span, let raw):
                return try await self.span(span, of: text.traceID, raw: raw)
            }
        } catch let error as TraceReaderError {
            let code = ExitCode(error.kind)
            if code != .interrupted { output.remark(error.message) }
            return code
        } catch is CancellationError {
            return .interrupted
        }
    }

    private var style: OutputStyle { output.style }

    private func services(rates: Bool) async throws -> ExitCode {
        let names = try await reader.services()
        var notes: [String] = []
        var metrics: ServiceMetricsAnswer?
        if rates, !names.isEmpty {
            metrics = try await reader.metrics(RatesQuestion.query(of: names, until: style.now))
            if metrics == nil { notes.append("This source keeps no rates.") }
        }
        let known = RatesQuestion.rates(of: metrics)
        let answer = ServicesOutput(
            rows: names.map { ServiceRow(name: $0, rates: known[$0]) },
            hasRates: metrics != nil,
            notes: notes
        )
        if names.isEmpty { notes.append("There are no services.") }
        try print(
            answer.table,
            document: answer.json,
            items: answer.rows.map { row in { answer.writeItem(row, &$0) } },
            remarks: notes
        )
        return names.isEmpty ? .nothingFound : .found
    }

    private func operations(of service: String) async throws -> ExitCode {
        let answer = OperationsOutput(
            service: service,
            operations: try await reader.operations(of: service)
        )
        let isEmpty = answer.operations.isEmpty
        try print(
            answer.table,
            document: answer.json,
            items: answer.operations.map { one in { OperationsOutput.writeItem(one, &$0) } },
            remarks: isEmpty
                ? ["There are no operations of `\(service)`; `spoor services` lists services."]
                : []
        )
        return isEmpty ? .nothingFound : .found
    }

    private func traces(_ query: TraceQuery) async throws -> ExitCode {
        let answer = TracesOutput(answer: try await reader.search(query, progress: nil))
        var remarks = answer.remarks(limit: query.limit)
        let summaries = answer.answer.summaries
        if summaries.isEmpty {
            let hint = settings.searchesAllTime ? "" : "; --last 1d, say, looks further back"
            remarks.insert("No traces found\(hint).", at: 0)
        }
        if let format = request.output.traceFormat {
            try await writeTraces(summaries, as: format)
            output.remark(all: remarks)
        } else {
            try print(
                answer.table,
                document: answer.json,
                items: summaries.map { one in { TracesOutput.writeItem(one, &$0) } },
                remarks: remarks
            )
        }
        return summaries.isEmpty ? .nothingFound : .found
    }

    /// Prints one of the forms that lists have; remarks go beside all but the whole document, which has them.
    func print(
        _ table: (OutputStyle) -> [String],
        document: (inout JSONWriter) -> Void,
        items: [(inout JSONWriter) -> Void],
        remarks: [String]
    ) throws {
        switch request.output {
        case .json: _ = try output.write(JSONOutput.document(style, document))
        case .ndjson:
            for item in items {
                guard try output.write(JSONOutput.line(item)) else { break }
            }
        default:
            // A heading over nothing says nothing.
            if !items.isEmpty { try output.write(lines: table(style)) }
        }
        if request.output != .json { output.remark(all: remarks) }
    }
}
