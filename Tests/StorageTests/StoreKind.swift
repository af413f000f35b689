import Storage
import TestSupport
import TraceModel
import WireFormats

/// The stores that the contract holds for.
enum StoreKind: String, CaseIterable, Sendable {
    case memory
    /// Blocks so small that every test crosses many.
    case memoryOfSmallBlocks
    /// In a folder; blocks as small, so that most is in segments, and the head is in the log.
    case disk
    /// Written to as OTLP over HTTP, read by our client in the v3 API's words.
    case loopback
    /// The same in the words of the legacy API, which hold less.
    case loopbackLegacy
    /// The same over gRPC.
    case loopbackGRPC

    func make(traces: Int = 100_000) async throws -> any TraceReader & TraceWriter {
        var limits = StoreLimits(bytes: 256 << 20, traces: traces)
        switch self {
        case .memory: break
        case .memoryOfSmallBlocks: limits.blockBytes = 2048
        case .disk:
            limits.blockBytes = 2048
            return try DiskStore(limits: limits)
        case .loopback: return try LoopbackStore(limits: limits, families: .all)
        case .loopbackLegacy: return try LoopbackStore(limits: limits, families: .legacyAlone)
        case .loopbackGRPC: return try LoopbackStore(limits: limits, overGRPC: true)
        }
        return SpanStore(limits: limits)
    }

    /// Whether the spans of a trace come back in the order they were written.
    var keepsOrder: Bool { self == .memory || self == .memoryOfSmallBlocks || self == .disk }

    /// Whether the oldest traces go when there are too many; on disk the oldest segments do.
    var countsTraces: Bool { self != .disk }

    /// Whether kinds, and a second value of one key, are told apart only after the limit has been applied.
    var filtersAfterLimit: Bool {
        self == .loopback || self == .loopbackLegacy || self == .loopbackGRPC
    }

    /// Whether there are metrics; Jaeger's API over gRPC has none for others.
    var hasMetrics: Bool { self != .loopbackGRPC }

    /// Whether it is asked for one service at a time, for whole microseconds, and for nothing that is left to
    /// test in answers that lack the attributes of scopes and links.
    var isLegacy: Bool { self == .loopbackLegacy }

    /// What can come back of spans: all, but for the legacy API what its JSON can hold.
    func asKept(_ spans: [PlainSpan]) throws -> [PlainSpan] {
        guard isLegacy else { return spans }
        var builder = TraceBuilder()
        for span in spans { builder.append(span) }
        let json = encodeTraces(builder.finish(), as: .jaegerJSON)
        return try decodeTraces(json, format: .jaegerJSON).traces.flatMap(\.spans)
            .map { PlainSpan($0) }
    }

    /// Whether `spans` is all that can come back of `written`.
    func isAll(_ spans: [PlainSpan], of written: [PlainSpan]) throws -> Bool {
        let kept = try asKept(written)
        if keepsOrder { return spans == kept }
        let texts: ([PlainSpan]) -> [String] = { $0.map { "\($0)" }.sorted() }
        return texts(spans) == texts(kept)
    }
}

extension TraceQuery {
    /// Everything, until told otherwise.
    static func everything(limit: Int = 1000, _ change: (inout TraceQuery) -> Void = { _ in })
        -> TraceQuery
    {
        var query = TraceQuery(
            start: .zero,
            end: Timestamp(nanoseconds: .max),
            limit: limit
        )
        change(&query)
        return query
    }
}

extension TraceReader {
    /// The spans of a trace, as plain values.
    func plainSpans(_ id: TraceID) async throws -> [PlainSpan] {
        try await trace(id, near: nil, raw: true, progress: nil).trace.spans.map { PlainSpan($0) }
    }

    /// The ids that a search finds, as a set.
    func ids(_ query: TraceQuery) async throws -> Set<TraceID> {
        Set(try await search(query, progress: nil).summaries.map(\.id))
    }

    /// The same where a service must be named: what is found for any.
    func idsOfAnyService(_ query: TraceQuery) async throws -> Set<TraceID> {
        var ids: Set<TraceID> = []
        for service in try await services() where [service, nil].contains(query.service) {
            var query = query
            query.service = service
            ids.formUnion(try await self.ids(query))
        }
        return ids
    }
}
