/// A reader that has whole traces at hand, so that a search can give them and not only their summaries.
package protocol TraceFinder: TraceReader {
    /// The traces that match, most recently added first, at most as many as the query's limit.
    func traces(matching query: TraceQuery) async throws(TraceReaderError) -> FoundTraces

    /// One trace, to be read in parts, or an error of kind `notFound`; `near` and `raw` as for a whole one.
    func traceInParts(
        _ id: TraceID,
        near: ClosedRange<Timestamp>?,
        raw: Bool
    ) async throws(TraceReaderError) -> TraceInParts

    /// How many operations of a service ``TraceReader/operations(of:)`` leaves out, or more.
    func omittedOperations(of service: String) async -> Int
}

extension TraceFinder {
    package func omittedOperations(of service: String) async -> Int { 0 }

    package func operationList(
        of service: String
    ) async throws(TraceReaderError) -> OperationList {
        let operations = try await operations(of: service)
        return OperationList(operations, omitted: await omittedOperations(of: service))
    }

    package func traceInParts(
        _ id: TraceID,
        near: ClosedRange<Timestamp>?,
        raw: Bool
    ) async throws(TraceReaderError) -> TraceInParts {
        TraceInParts(try await trace(id, near: near, raw: raw, progress: nil).trace)
    }
}
