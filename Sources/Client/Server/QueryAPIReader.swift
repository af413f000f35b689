import HTTPClient
package import TraceModel
import WireFormats

/// Traces of a server that speaks the Jaeger query API over HTTP, of whichever family and version.
///
/// The family is found out with the first call and remembered; see ``DialectProbe``. Requests are reads, so
/// those that got no answer are sent again, twice at most.
package struct QueryAPIReader: TraceReader {
    private(set) var sender: RequestSender
    let server: KnownServer
    /// Whether the requests of one question are sent together.
    private(set) var sendsAtOnce = true
    private let turns = RequestTurns()

    /// Sends nothing yet.
    package init(_ options: ServerOptions) {
        let sender = RequestSender(options)
        self.sender = sender
        server = KnownServer(sender)
    }

    package var paced: any TraceReader {
        var reader = self
        reader.sender = sender.withoutRetries
        reader.sendsAtOnce = false
        return PacedReader(base: reader, turns: turns)
    }

    /// Asks within the time that one question may take.
    func bound<Answer: Sendable>(
        _ ask: () async throws(TraceReaderError) -> Answer
    ) async throws(TraceReaderError) -> Answer {
        let options = sender.options
        return try await QuestionDeadline.bound(options.transport.maxTime, options.clock, ask)
    }

    package func describe() async throws(TraceReaderError) -> SourceDescription {
        let dialect = try await bound { () throws(TraceReaderError) in try await self.dialect() }
        return SourceDescription(
            label: dialect.label,
            caveats: sender.options.caveats,
            search: SearchAbility(
                route: dialect.search == .summaries ? .summaries : .wholeTraces,
                needsService: dialect.search == .legacyTraces
            )
        )
    }

    package func services() async throws(TraceReaderError) -> [String] {
        try await bound { () throws(TraceReaderError) in try await serviceNames() }
    }

    package func operations(of service: String) async throws(TraceReaderError) -> [Operation] {
        try await operationList(of: service).operations
    }

    package func operationList(
        of service: String
    ) async throws(TraceReaderError) -> OperationList {
        try await bound { () throws(TraceReaderError) in try await knownOperations(of: service) }
    }

    private func serviceNames() async throws(TraceReaderError) -> [String] {
        switch try await dialect().lists {
        case .v3:
            try await list(.v3Services, ListAnswers.servicesV3).uniqued.sorted()
        case .legacy:
            try await list(.legacyServices, ListAnswers.servicesLegacy).uniqued.sorted()
        }
    }

    private func knownOperations(
        of service: String
    ) async throws(TraceReaderError) -> OperationList {
        let (answer, parse) = try await operationsAnswer(of: service)
        let operations = try read(answer, parse).uniqued.sorted {
            ($0.name, $0.kind?.rawValue ?? 0) < ($1.name, $1.kind?.rawValue ?? 0)
        }
        return OperationList(operations, omitted: answer.timing.omittedOperations)
    }

    /// From the best route that the server has; that one is absent is remembered.
    private func operationsAnswer(
        of service: String
    ) async throws(TraceReaderError) -> (ServerAnswer, (JSONValue) -> [Operation]?) {
        if try await dialect().lists == .v3 {
            let answer = try await sender.answer(.v3Operations(of: service))
            return (answer, ListAnswers.operationsV3)
        }
        if !server.isAbsent(.legacyOperations) {
            let answer = try await sender.answer(.legacyOperations(of: service))
            if !answer.isRouteAbsent { return (answer, ListAnswers.operationsLegacy) }
            server.markAbsent(.legacyOperations)
        }
        let answer = try await sender.answer(.legacyOperationNames(of: service))
        return (answer, ListAnswers.operationsLegacy)
    }

    func dialect() async throws(TraceReaderError) -> Dialect { try await server.dialect.value() }

    private func list<Value>(
        _ request: QueryAPIRequest,
        _ parse: (JSONValue) -> Value?
    ) async throws(TraceReaderError) -> Value {
        try read(try await sender.answer(request), parse)
    }

    /// The value of a small answer, or the error that the answer is.
    func read<Value>(
        _ answer: ServerAnswer,
        _ parse: (JSONValue) -> Value?
    ) throws(TraceReaderError) -> Value {
        guard answer.isSuccess, case .json(let json) = answer.content, let value = parse(json)
        else {
            throw AnswerError.unexpected(answer, expected: "what this part of the API gives")
        }
        return value
    }
}

extension Array where Element: Hashable {
    /// The same without repetitions, first ones kept.
    fileprivate var uniqued: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
