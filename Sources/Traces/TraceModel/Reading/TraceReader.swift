/// A place that traces can be read from: a server, files, or a store.
///
/// Every call may be cancelled by cancelling its task, which also closes its connection. Errors are
/// ``TraceReaderError``. A reader that cannot honour part of a question says so in the answer's `notes`; it
/// never answers with an empty list instead of an error.
package protocol TraceReader: MetricsReader {
    /// Finds out what the source is and speaks; asked once, then remembered.
    func describe() async throws(TraceReaderError) -> SourceDescription

    /// All service names, sorted.
    func services() async throws(TraceReaderError) -> [String]

    /// Operations of a service, sorted by name and kind; empty for an unknown service.
    func operations(of service: String) async throws(TraceReaderError) -> [Operation]

    /// The same, with how many operations the source leaves out.
    func operationList(of service: String) async throws(TraceReaderError) -> OperationList

    /// Summaries of the traces that match, newest first.
    func search(_ query: TraceQuery, progress: ProgressHandler?) async throws(TraceReaderError)
        -> SearchAnswer

    /// One whole trace, or an error of kind `notFound`.
    ///
    /// `near` is when the trace is known to have happened, which helps stores that are divided by time;
    /// `raw` asks for times and ids as stored, without the source's corrections.
    func trace(_ id: TraceID, near: ClosedRange<Timestamp>?, raw: Bool, progress: ProgressHandler?)
        async throws(TraceReaderError) -> TraceAnswer

    /// Keeps a trace in the source's archive, where it outlives others; an error of kind `unsupported` where there is none.
    func archive(_ id: TraceID) async throws(TraceReaderError)

    /// The traces that come or grow from now on, or nil when the source has to be asked again and again.
    ///
    /// Each call makes a stream of its own, which ends with its consumer or with the source. A slow consumer
    /// holds nothing up: what waits is put together by trace and bounded, see ``ArrivalBatch``.
    func arrivals() -> AsyncStream<ArrivalBatch>?

    /// The same source for callers that ask again and again while nobody waits.
    ///
    /// Of all that is asked so one question is under way at a time, in the order of asking, and a request that fails
    /// is not sent again: the caller comes back anyway, and counts.
    var paced: any TraceReader { get }
}

extension TraceReader {
    /// A source in this process needs no sparing.
    package var paced: any TraceReader { self }

    package func arrivals() -> AsyncStream<ArrivalBatch>? { nil }

    /// Of a source that keeps all traces alike.
    package func archive(_ id: TraceID) async throws(TraceReaderError) {
        throw TraceReaderError(.unsupported, "this source has no archive to keep traces in")
    }

    /// Of a source that lists all.
    package func operationList(
        of service: String
    ) async throws(TraceReaderError) -> OperationList {
        OperationList(try await operations(of: service))
    }
}

/// Called now and then while an answer comes in, from any thread.
package typealias ProgressHandler = @Sendable (LoadProgress) -> Void

/// How much of an answer has come.
package struct LoadProgress: Sendable, Equatable {
    /// Bytes of body, decompressed.
    package var bytes: Int
    package var spans: Int

    package init(bytes: Int, spans: Int) {
        self.bytes = bytes
        self.spans = spans
    }
}

/// What a source is, in a few words for the screen.
package struct SourceDescription: Sendable, Equatable {
    /// For instance `jaeger 2.20 · v3`.
    package var label: String
    /// Things a user should know for as long as the source is used, such as an unverified certificate.
    package var caveats: [String]
    /// From the earliest start to the latest one, where the source knows all its traces; nil for servers.
    ///
    /// It is what a first search should ask for.
    package var extent: ClosedRange<Timestamp>?
    /// What its searches can do.
    package var search: SearchAbility

    package init(
        label: String,
        caveats: [String] = [],
        extent: ClosedRange<Timestamp>? = nil,
        search: SearchAbility = SearchAbility()
    ) {
        self.label = label
        self.caveats = caveats
        self.extent = extent
        self.search = search
    }
}
