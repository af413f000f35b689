/// A reader that asks another one, and has functions of its own only for what it does otherwise.
package protocol ForwardingReader: TraceReader {
    var base: any TraceReader { get }

    /// Asks `base` one question; what is to happen before or after every question is done here.
    ///
    /// ``TraceReader/describe()`` is not one, since its answer is remembered.
    func ask<Answer: Sendable>(
        _ question: () async throws(TraceReaderError) -> Answer
    ) async throws(TraceReaderError) -> Answer
}

extension ForwardingReader {
    package func ask<Answer: Sendable>(
        _ question: () async throws(TraceReaderError) -> Answer
    ) async throws(TraceReaderError) -> Answer {
        try await question()
    }

    package func describe() async throws(TraceReaderError) -> SourceDescription {
        try await base.describe()
    }

    package func services() async throws(TraceReaderError) -> [String] {
        try await ask { () throws(TraceReaderError) in try await base.services() }
    }

    package func operations(of service: String) async throws(TraceReaderError) -> [Operation] {
        try await ask { () throws(TraceReaderError) in try await base.operations(of: service) }
    }

    package func operationList(
        of service: String
    ) async throws(TraceReaderError) -> OperationList {
        try await ask { () throws(TraceReaderError) in try await base.operationList(of: service) }
    }

    package func search(
        _ query: TraceQuery,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> SearchAnswer {
        try await ask { () throws(TraceReaderError) in
            try await base.search(query, progress: progress)
        }
    }

    package func trace(
        _ id: TraceID,
        near: ClosedRange<Timestamp>?,
        raw: Bool,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> TraceAnswer {
        try await ask { () throws(TraceReaderError) in
            try await base.trace(id, near: near, raw: raw, progress: progress)
        }
    }

    package func archive(_ id: TraceID) async throws(TraceReaderError) {
        try await ask { () throws(TraceReaderError) in try await base.archive(id) }
    }

    package func metrics(
        _ query: MetricsQuery
    ) async throws(TraceReaderError) -> ServiceMetricsAnswer? {
        try await ask { () throws(TraceReaderError) in try await base.metrics(query) }
    }

    package func arrivals() -> AsyncStream<ArrivalBatch>? { base.arrivals() }

    package var paced: any TraceReader { base.paced }
}
