import GRPC
import TraceModel
import WireFormats

/// Traces: those of an id, those found, and their summaries.
extension GRPCQuery {
    func v3GetTrace(_ request: [UInt8], _ call: GRPCCall) async throws -> [UInt8]? {
        let message = try GetTraceMessage(request)
        let text = String(decoding: message.id, as: UTF8.self)
        let id: TraceID
        do { id = try GoText.traceID(text) } catch {
            throw GRPCStatus(.invalidArgument, "malform trace ID: \(error.text)")
        }
        return try await send(message, id, call) { [OTLPProtobufEncoder.encode($0)] }
    }

    func v2GetTrace(_ request: [UInt8], _ call: GRPCCall) async throws -> [UInt8]? {
        let message = try GetTraceMessage(request)
        return try await send(message, try v2ID(message), call, Self.chunks)
    }

    func v2ArchiveTrace(_ request: [UInt8]) async throws -> [UInt8] {
        let id = try v2ID(try GetTraceMessage(request))
        do throws(Refusal) { try await server.archive(id) } catch {
            guard error.status != 404 else { throw error }
            throw GRPCStatus(
                error.status == 507 ? .resourceExhausted : .internal,
                "failed to archive trace: \(error.message)"
            )
        }
        return []
    }

    private func v2ID(_ message: GetTraceMessage) throws -> TraceID {
        let id: TraceID
        switch message.id.count {
        case 0: id = .zero
        case 8: id = TraceID(high: 0, low: SpanID(bytes: message.id)?.value ?? 0)
        case 16: id = TraceID(bytes: message.id) ?? .zero
        default: throw GRPCStatus(.invalidArgument, "invalid length for TraceID")
        }
        guard !id.isZero else {
            throw GRPCStatus(.invalidArgument, "uninitialized TraceID is not allowed")
        }
        return id
    }

    private func send(
        _ message: GetTraceMessage,
        _ id: TraceID,
        _ call: GRPCCall,
        _ encode: @escaping @Sendable (Trace) -> [[UInt8]]
    ) async throws -> [UInt8]? {
        var near: ClosedRange<Timestamp>?
        if let start = message.start, let end = message.end, start <= end { near = start...end }
        guard let trace = try await server.trace(id, near: near, raw: message.isRaw) else {
            throw GRPCStatus(.notFound, "trace not found")
        }
        let found = FoundTraces(count: 1, inParts: { _ in trace })
        return try await send(found, isRaw: message.isRaw, call, encode)
    }

    func v3FindTraces(_ request: [UInt8], _ call: GRPCCall) async throws -> [UInt8]? {
        let query = try v3Query(request)
        let found = try await server.traces(matching: query)
        return try await send(found, isRaw: query.raw, call) { [OTLPProtobufEncoder.encode($0)] }
    }

    func v2FindTraces(_ request: [UInt8], _ call: GRPCCall) async throws -> [UInt8]? {
        guard let message = try TraceQueryMessage.ofRequest(request) else {
            throw GRPCStatus(.invalidArgument, "missing query")
        }
        let query = TraceQuery(message, limit: Int(message.depth))
        let found: FoundTraces
        do throws(Refusal) { found = try await server.traces(matching: query) } catch {
            var status = GRPCStatus(error)
            status.reason = "failed when searching for traces: \(status.reason)"
            throw status
        }
        return try await send(found, isRaw: query.raw, call, Self.chunks)
    }

    func v3FindTraceSummaries(_ request: [UInt8], _ call: GRPCCall) async throws -> [UInt8]? {
        let query = try v3Query(request)
        let answer: SearchAnswer
        do { answer = try await server.reader.search(query, progress: nil) } catch {
            throw Refusal(error)
        }
        for summary in answer.summaries {
            guard await call.send(QueryAnswers.summary(summary)) else { return nil }
        }
        return nil
    }

    private func v3Query(_ request: [UInt8]) throws -> TraceQuery {
        guard let message = try TraceQueryMessage.ofRequest(request) else {
            throw GRPCStatus(.invalidArgument, "missing query")
        }
        guard message.start != nil, message.end != nil else {
            throw GRPCStatus(
                .invalidArgument,
                "start time min and max are required parameters"
            )
        }
        guard !message.hasFilter else {
            throw GRPCStatus(.invalidArgument, QueryServer.filterIsOff)
        }
        return TraceQuery(message, limit: message.depth > 0 ? Int(message.depth) : 100)
    }

    /// Sends traces part by part while the client takes them; nothing comes with the status.
    ///
    /// A trace of few spans is one message, or one run of chunks; a large one as many as there are parts of it in the store, so that
    /// neither side has to hold it whole.
    private func send(
        _ traces: FoundTraces,
        isRaw: Bool,
        _ call: GRPCCall,
        _ encode: @Sendable (Trace) -> [[UInt8]]
    ) async throws -> [UInt8]? {
        let share = try await server.memory.share(TraceAnswer.leastBytes)
        let client = CallClient(call)
        share.isFor(client)
        for index in traces.indices {
            guard let stored = traces.inParts(index) else { continue }
            guard let trace = isRaw ? stored : try await server.adjusted(stored) else { continue }
            var next = 0
            while next < trace.spanCount {
                guard let part = trace.part(from: next), part.end > next else {
                    throw TraceAnswer.isGone
                }
                next = part.end
                let bytes = TraceAnswer.bytes(of: part, trace)
                guard await share.resize(to: bytes) else {
                    throw TraceAnswer.noMemory
                }
                for message in encode(part.trace) where !message.isEmpty {
                    guard await client.send(message) else { return nil }
                }
            }
        }
        return nil
    }

    /// Spans as version 2 gives them out, some to a message.
    @Sendable private static func chunks(_ trace: Trace) -> [[UInt8]] {
        stride(from: 0, to: trace.count, by: spansPerChunk).map { first in
            let rows = first..<min(first + spansPerChunk, trace.count)
            return JaegerProtobufEncoder.chunk(rows.lazy.map { trace[$0] })
        }
    }

    /// As in Jaeger.
    private static let spansPerChunk = 10
}

extension TraceQuery {
    /// The question of a message; without times it is about all of time.
    fileprivate init(_ message: TraceQueryMessage, limit: Int) {
        var conditions: TraceConditions = []
        if !message.service.isEmpty { conditions.insert(.service(message.service)) }
        if !message.operation.isEmpty { conditions.insert(.operation(message.operation)) }
        for (key, value) in message.attributes.sorted(by: { $0.key < $1.key }) {
            conditions.insert(.attribute(AttributeCondition(key: key, value: value)))
        }
        if let least = message.minDuration { conditions.insert(.minDuration(least)) }
        if let most = message.maxDuration { conditions.insert(.maxDuration(most)) }
        self.init(
            conditions,
            start: message.start ?? .zero,
            end: message.end ?? Timestamp(nanoseconds: .max),
            limit: limit,
            raw: message.isRaw
        )
    }
}
