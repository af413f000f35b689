package import GRPC
import HTTPClient
package import TraceModel
import WireFormats

/// Traces of a server that speaks Jaeger's query API over gRPC: version 3, or version 2 where that is all it has.
///
/// Calls are reads, so those that reached nobody are sent again, twice at most.
package struct GRPCQueryReader: TraceReader {
    private(set) var caller: GRPCCaller
    private let turns = RequestTurns()
    let known: KnownMethods

    /// Calls nobody yet.
    ///
    /// - Parameters:
    ///   - options: Who is called, as whom; of its transport the time that a question may take.
    ///   - tls: What proves both sides; nil for a connection that anybody on the way can read.
    ///   - userAgent: What the server is told of the program.
    package init(
        _ options: ServerOptions,
        tls: GRPCChannelOptions.TLS? = nil,
        userAgent: String = "spoor"
    ) {
        var channel = GRPCChannelOptions(
            host: options.baseURL.host,
            port: options.baseURL.port ?? Self.usualPort,
            tls: tls,
            userAgent: userAgent
        )
        channel.messageLimit = min(options.decodeLimits.input, Int(Int32.max))
        caller = GRPCCaller(options, GRPCChannel(channel))
        known = KnownMethods()
    }

    /// Where Jaeger's query service listens.
    private static let usualPort = 16685

    package var paced: any TraceReader {
        var reader = self
        reader.caller = caller.withoutRetries
        return PacedReader(base: reader, turns: turns)
    }

    /// Asks within the time that one question may take.
    func bound<Answer: Sendable>(
        _ ask: () async throws(TraceReaderError) -> Answer
    ) async throws(TraceReaderError) -> Answer {
        let options = caller.options
        return try await QuestionDeadline.bound(options.transport.maxTime, options.clock, ask)
    }

    package func describe() async throws(TraceReaderError) -> SourceDescription {
        _ = try await services()
        let isV2 = known.isAbsent(.v3Services)
        return SourceDescription(
            label: isV2 ? "jaeger api · gRPC v2" : "jaeger api · gRPC v3",
            caveats: caller.options.caveats,
            search: SearchAbility(route: await hasSummaries() ? .summaries : .wholeTraces)
        )
    }

    /// Whether the server has summaries, found out by a question that finds nothing.
    private func hasSummaries() async -> Bool {
        let nothing = TraceQuery(start: .zero, end: Timestamp(nanoseconds: 1), limit: 1)
        let request = QueryRequests.traces(nothing)
        do throws(TraceReaderError) {
            if try await caller.message(.v3Summaries, request) != nil { return true }
            known.markAbsent(.v3Summaries)
            return false
        } catch {
            // That it answers with an error says that it is there, or will be told at the first search.
            return true
        }
    }

    package func services() async throws(TraceReaderError) -> [String] {
        try await bound { () throws(TraceReaderError) in
            let (method, message) = try await first([
                (.v3Services, []), (.v2Services, []),
            ])
            let names = try read(method) { () throws(ProtobufError) in
                try QueryReplies.services(message)
            }
            return Set(names).sorted()
        }
    }

    package func operations(of service: String) async throws(TraceReaderError) -> [Operation] {
        try await bound { () throws(TraceReaderError) in
            let request = QueryRequests.operations(of: service)
            let (method, message) = try await first([
                (.v3Operations, request), (.v2Operations, request),
            ])
            let operations = try read(method) { () throws(ProtobufError) in
                try QueryReplies.operations(message, isV2: method == .v2Operations)
            }
            return Set(operations).sorted {
                ($0.name, $0.kind?.rawValue ?? 0) < ($1.name, $1.kind?.rawValue ?? 0)
            }
        }
    }

    package func archive(_ id: TraceID) async throws(TraceReaderError) {
        try await bound { () throws(TraceReaderError) in
            let request = QueryRequests.traceV2(id)
            guard try await caller.message(.v2Archive, request) == nil else { return }
            throw TraceReaderError(
                .unsupported,
                "\(caller.options.baseURL.text) has no archive to keep traces in"
            )
        }
    }

    /// Jaeger has metrics over gRPC for itself only.
    package func metrics(
        _ query: MetricsQuery
    ) async throws(TraceReaderError) -> ServiceMetricsAnswer? { nil }

    /// The answer of the first method that the server has.
    private func first(
        _ calls: [(method: GRPCMethod, request: [UInt8])]
    ) async throws(TraceReaderError) -> (GRPCMethod, [UInt8]) {
        for (method, request) in calls where !known.isAbsent(method) {
            if let message = try await caller.message(method, request) { return (method, message) }
            known.markAbsent(method)
        }
        throw noAPI
    }

    /// None of the methods is there.
    var noAPI: TraceReaderError {
        TraceReaderError(
            .malformedAnswer,
            "\(caller.options.baseURL.text) answers to gRPC, but not to Jaeger's query API: is the port right?"
        )
    }

    /// Reads an answer.
    func read<Value>(
        _ method: GRPCMethod,
        _ body: () throws(ProtobufError) -> Value
    ) throws(TraceReaderError) -> Value {
        do throws(ProtobufError) { return try body() } catch {
            throw TraceReaderError(
                .malformedAnswer,
                "\(caller.name(method)) answered with a message that cannot be read: \(error)"
            )
        }
    }
}
