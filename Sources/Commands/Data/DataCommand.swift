package import Explorer
package import Follow
import PlainText
package import TraceModel
import WireFormats

/// Asks a source and prints its answer.
package struct DataCommand<Output: DataOutput> {
    package var request: DataRequest
    package var reader: any TraceReader
    package var output: Output
    /// Look-back and limit where the request says nothing.
    package var defaults: SearchDefaults
    /// Columns of lists that the configuration chose.
    package var chosenColumns: ColumnChoices
    /// Links of attributes and traces.
    package var links: LinkPatterns
    /// What following goes by.
    package var clock: FollowClock

    package init(
        _ request: DataRequest,
        reader: any TraceReader,
        output: Output,
        defaults: SearchDefaults,
        chosenColumns: ColumnChoices = ColumnChoices(),
        links: LinkPatterns = LinkPatterns(),
        clock: FollowClock = .system
    ) {
        self.request = request
        self.reader = reader
        self.output = output
        self.defaults = defaults
        self.chosenColumns = chosenColumns
        self.links = links
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
                return try await traces(try await query(of: terms))
            case .errors(let request):
                return try await errors(
                    try request.terms(now: output.style.now, zone: output.style.zone)
                )
            case .monitor(let request): return try await monitor(request)
            case .follow(let request): return try await follow(request)
            case .everything:
                let end = Timestamp(nanoseconds: .max)
                return try await traces(TraceQuery(start: .zero, end: end, limit: 1_000_000))
            case .trace(let text, let raw, let archives):
                let code = try await trace(text.traceID, raw: raw)
                if archives { try await archive(text.traceID) }
                return code
            case .span(let text, let span, let raw):
                return try await self.span(span, of: text.traceID, raw: raw)
            case .find(let request): return try await find(request)
            case .view(let request): return try await view(request)
            }
        } catch let error as TraceReaderError {
            let code = ExitCode(error.kind, isOfFiles: !request.files.isEmpty)
            if code != .interrupted { output.remark(error.message) }
            return code
        } catch is CancellationError {
            return .interrupted
        }
    }

    private func services(rates: Bool) async throws -> ExitCode {
        // A figure that is chosen is asked for.
        let asked = (request.columns ?? []).compactMap(ServiceColumn.init)
        let wantsRates = rates || asked.contains(where: \.isRate)
        let wantsP99 = asked.contains(.p99) || (wantsRates && request.output == .wide)
        let names = try await reader.services()
        var notes: [String] = []
        var metrics: ServiceMetricsAnswer?
        if wantsRates, !names.isEmpty {
            let query = RatesQuestion.query(
                of: names,
                until: output.style.now,
                wantsP99: wantsP99
            )
            metrics = try await reader.metrics(query)
            if metrics == nil { notes.append("This source has no metrics, so there are no rates.") }
        }
        let rates = RatesQuestion.rates(of: metrics)
        let hasRates = metrics != nil
        let known = ServiceColumn.allCases.filter {
            $0.isOfCommand && (hasRates || !asked.isEmpty || !$0.isRate)
        }
        let end = output.style.now
        let start = end.advanced(by: -RatesQuestion.lookback)
        if hasRates {
            notes.append(
                "Rates cover \(TimeText.window(start, end, in: output.style.zone)); "
                    + "latencies cover its last \(DurationText.exact(MetricsQuery.leastWindow))."
            )
        }
        let told = notes
        if names.isEmpty { notes.append("There are no services.") }
        try print(
            ListAnswer<ServiceColumn>(
                .services,
                names.map { ServiceRow(name: $0, rates: rates[$0]) },
                known: known,
                fields: known.filter { $0.isUsualField && (hasRates || !$0.isRate) },
                remarks: notes,
                list: { RateList($0, hasRates: hasRates) }
            ) { writer, rows in
                writer.object { writer in
                    writer.list("services", rows)
                    if hasRates { writer.window(from: start, to: end) }
                    writer.field("notes", told)
                }
            }
        )
        return names.isEmpty ? .nothingFound : .found
    }

    private func operations(of service: String) async throws -> ExitCode {
        let list = try await reader.operationList(of: service)
        let operations = list.operations
        let hasKinds = operations.contains { $0.kind != nil }
        var notes: [String] = []
        if list.omitted > 0 {
            notes.append(
                "The source does not list up to \(CountText.of(list.omitted, "more operation")) of "
                    + "`\(service)`; searches find their traces."
            )
        }
        var told = notes
        if operations.isEmpty {
            let unknown = await unknownService(service)
            told.append(
                unknown
                    ?? "There are no operations of `\(service)`; `spoor services` lists services."
            )
        }
        try print(
            ListAnswer<OperationColumn>(
                .operations,
                operations.map { OperationRow($0) },
                known: OperationColumn.allCases.filter(\.isOfCommand),
                remarks: told,
                list: { RateList($0, hasRates: false, hasKinds: hasKinds) }
            ) { writer, rows in
                writer.object { writer in
                    writer.field("service", service)
                    writer.list("operations", rows)
                    writer.field("notes", notes)
                }
            }
        )
        return operations.isEmpty ? .nothingFound : .found
    }

    private func traces(_ query: TraceQuery) async throws -> ExitCode {
        let answer = try await reader.search(query, progress: output.progress)
        var remarks = answer.remarks(limit: query.limit)
        if request.output.traceFormat == nil { remarks += answer.remarksOnMovedTimes }
        let summaries = answer.summaries
        var notes = answer.notes
        if summaries.isEmpty {
            let unknown = await unknownService(query.service)
            if let unknown { notes.insert(unknown, at: 0) }
            remarks.insert(unknown ?? nothing("traces"), at: 0)
        }
        if let format = request.output.traceFormat {
            try await writeTraces(summaries, as: format)
            output.remark(all: remarks)
        } else {
            try print(
                ListAnswer<TraceColumn>(
                    .traces,
                    summaries.map { TraceRow($0) },
                    known: TraceColumn.allCases.filter { $0 != .grown },
                    remarks: remarks,
                    list: { TraceList($0, TraceListFacts(summaries)) }
                ) { writer, rows in
                    writer.object { writer in
                        writer.list("traces", rows)
                        writer.field("limitHit", answer.limitHit)
                        writer.field("filteredHere", answer.filteredHere)
                        writer.field("notes", notes)
                    }
                }
            )
        }
        return summaries.isEmpty ? .nothingFound : .found
    }
}
