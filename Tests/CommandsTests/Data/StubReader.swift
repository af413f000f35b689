import TraceAnalysis
import TraceModel

/// A source that gives what a test put in, and remembers what it was asked.
final class StubReader: TraceReader {
    let services: Result<[String], TraceReaderError>
    let operations: [Operation]
    /// How many operations it says it does not list.
    let omitted: Int
    let answer: Result<SearchAnswer, TraceReaderError>
    let trace: TraceAnswer?
    /// Found by their ids.
    let traces: [Trace]
    let metrics: [ServiceMetrics]?

    init(
        services: Result<[String], TraceReaderError> = .success([]),
        operations: [Operation] = [],
        omitted: Int = 0,
        answer: Result<SearchAnswer, TraceReaderError> = .success(
            SearchAnswer(summaries: [], limitHit: false)
        ),
        trace: TraceAnswer? = nil,
        traces: [Trace] = [],
        metrics: [ServiceMetrics]? = nil
    ) {
        self.services = services
        self.operations = operations
        self.omitted = omitted
        self.answer = answer
        self.trace = trace
        self.traces = traces
        self.metrics = metrics
    }

    func describe() async throws(TraceReaderError) -> SourceDescription {
        SourceDescription(label: "stub")
    }

    func services() async throws(TraceReaderError) -> [String] { try services.get() }

    func operations(of service: String) async throws(TraceReaderError) -> [Operation] {
        operations
    }

    func operationList(of service: String) async throws(TraceReaderError) -> OperationList {
        OperationList(operations, omitted: omitted)
    }

    func search(
        _ query: TraceQuery,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> SearchAnswer {
        guard query.detail == .spans, let operation = query.operation else {
            return try answer.get()
        }
        let found = traces.filter { trace in
            (0..<trace.count).contains {
                trace[$0].name == operation && trace[$0].serviceName == query.service
            }
        }.prefix(query.limit)
        return SearchAnswer(
            summaries: found.map { TraceSummary($0) },
            limitHit: found.count >= query.limit,
            traces: Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        )
    }

    func trace(
        _ id: TraceID,
        near: ClosedRange<Timestamp>?,
        raw: Bool,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> TraceAnswer {
        if let one = traces.first(where: { $0.id == id }) { return TraceAnswer(trace: one) }
        guard let trace else { throw TraceReaderError(.notFound, "there is no trace \(id.hex)") }
        return trace
    }

    func metrics(
        _ query: MetricsQuery
    ) async throws(TraceReaderError) -> ServiceMetricsAnswer? {
        metrics.map { ServiceMetricsAnswer($0) }
    }
}
