/// A reader that has whole traces at hand, so that a search can give them and not only their summaries.
package protocol TraceFinder: TraceReader {
    /// The traces that match, most recently added first, at most as many as the query's limit.
    func traces(matching query: TraceQuery) async throws(TraceReaderError) -> FoundTraces
}
