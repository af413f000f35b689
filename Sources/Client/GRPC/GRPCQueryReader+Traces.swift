import PlainText
import TraceAnalysis
package import TraceModel
import WireFormats

/// Whole traces, which come message by message.
extension GRPCQueryReader {
    package func search(
        _ query: TraceQuery,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> SearchAnswer {
        try await bound { () throws(TraceReaderError) in
            try await found(query, progress: progress)
        }
    }

    private func found(
        _ query: TraceQuery,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> SearchAnswer {
        var dialect = Dialect(lists: .v3, search: .summaries, trace: .v3)
        if known.isAbsent(.v3Summaries) { dialect.search = .v3Traces }
        var plan = try SearchPlan(query, dialect: dialect).forMessage
        if plan.route == .summaries {
            if let answer = try await summaries(plan) { return answer }
            dialect.search = .v3Traces
            plan = try SearchPlan(query, dialect: dialect).forMessage
        }
        let request = QueryRequests.traces(plan.asked)
        let decoded = try await traces(
            [(.v3Traces, request), (.v2Traces, request)],
            progress: progress
        )
        return await summarise(decoded, plan, query)
    }

    /// Nil if the server has no summaries.
    private func summaries(_ plan: SearchPlan) async throws(TraceReaderError) -> SearchAnswer? {
        var found: [TraceSummary] = []
        var malformed = 0
        let request = QueryRequests.traces(plan.asked)
        let isThere = try await caller.call(.v3Summaries, request) {
            found = []
            malformed = 0
        } take: { (message) throws(TraceReaderError) in
            let summaries = try read(.v3Summaries) { () throws(ProtobufError) in
                try QueryReplies.summaries(message)
            }
            found += summaries.compactMap(\.self)
            malformed += summaries.count { $0 == nil }
        }
        guard isThere else {
            known.markAbsent(.v3Summaries)
            return nil
        }
        return plan.answer(found, malformed: malformed)
    }

    /// Summarises whole traces away from the caller's actor.
    @concurrent
    private func summarise(
        _ decoded: DecodedTraces,
        _ plan: SearchPlan,
        _ query: TraceQuery
    ) async -> SearchAnswer {
        plan.answer(decoded, to: query)
    }

    package func trace(
        _ id: TraceID,
        near: ClosedRange<Timestamp>?,
        raw: Bool,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> TraceAnswer {
        try await bound { () throws(TraceReaderError) in
            try await TimeHint.asking(near) { (near) throws(TraceReaderError) in
                try await asked(id, near: near, raw: raw, progress: progress)
            }
        }
    }

    private func asked(
        _ id: TraceID,
        near: ClosedRange<Timestamp>?,
        raw: Bool,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> TraceAnswer {
        let decoded: DecodedTraces
        do throws(TraceReaderError) {
            decoded = try await traces(
                [
                    (.v3Trace, QueryRequests.trace(id, near: near, isRaw: raw)),
                    (.v2Trace, QueryRequests.traceV2(id, near: near, isRaw: raw)),
                ],
                progress: progress
            )
        } catch {
            throw error.kind == .notFound ? notFound(id) : error
        }
        return try await answer(id, decoded, raw: raw)
    }

    @concurrent
    private func answer(
        _ id: TraceID,
        _ decoded: DecodedTraces,
        raw: Bool
    ) async throws(TraceReaderError) -> TraceAnswer {
        guard let trace = decoded.traces.first(where: { $0.id == id }), trace.count > 0 else {
            guard let other = decoded.traces.first, other.count > 0 else { throw notFound(id) }
            throw TraceReaderError(
                .malformedAnswer,
                "\(caller.options.baseURL.text) answered with another trace, \(other.id.hex)"
            )
        }
        let corrected = ClockCorrectedTraces(raw ? [] : [trace])
        return TraceAnswer(
            trace: corrected.traces.first ?? trace,
            notes: decoded.report.notes,
            movedSpans: corrected.movedSpans[0] ?? 0
        )
    }

    private func notFound(_ id: TraceID) -> TraceReaderError {
        TraceReaderError(
            .notFound,
            "\(caller.options.baseURL.text) has no trace \(id.hex): it may be too old, not yet stored, or another tenant's"
        )
    }

    /// The traces that the first method answers with which the server has, read while they come and away from the caller's actor.
    @concurrent
    private func traces(
        _ calls: [(method: GRPCMethod, request: [UInt8])],
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> DecodedTraces {
        for (method, request) in calls where !known.isAbsent(method) {
            if let decoded = try await traces(method, request, progress) { return decoded }
            known.markAbsent(method)
        }
        throw noAPI
    }

    private func traces(
        _ method: GRPCMethod,
        _ request: [UInt8],
        _ progress: ProgressHandler?
    ) async throws(TraceReaderError) -> DecodedTraces? {
        let form: SpanMessages.Form =
            method == .v2Trace || method == .v2Traces ? .jaegerChunk : .otlp
        var answer = GRPCTraces(form, caller.options, progress, name: caller.name(method))
        let isThere = try await caller.call(method, request) {
            answer = GRPCTraces(form, caller.options, progress, name: caller.name(method))
        } take: { (message) throws(TraceReaderError) in
            try answer.add(message)
        }
        return isThere ? answer.finish() : nil
    }
}

/// Traces as they come, and how much of them is taken.
private struct GRPCTraces: ~Copyable {
    private var messages: SpanMessages
    private var meter: ProgressMeter
    private let limits: DecodeLimits
    private let name: String
    private var byteCount = 0

    init(
        _ form: SpanMessages.Form,
        _ options: ServerOptions,
        _ progress: ProgressHandler?,
        name: String
    ) {
        messages = SpanMessages(form)
        meter = ProgressMeter(progress, clock: options.clock)
        limits = options.decodeLimits
        self.name = name
    }

    mutating func add(_ message: [UInt8]) throws(TraceReaderError) {
        byteCount += message.count
        do throws(ProtobufError) { try messages.add(message) } catch {
            throw failure("answered with a message that cannot be read on. \(error)")
        }
        meter.note(bytes: byteCount, spans: messages.spanCount)
        if byteCount > limits.input {
            throw failure(
                "answers with more than the \(CountText.bytes(limits.input)) of --max-answer"
            )
        }
        if messages.byteCount > limits.traces {
            throw failure(
                "answers with more than the \(CountText.bytes(limits.traces)) of --max-trace"
            )
        }
    }

    private func failure(_ words: String) -> TraceReaderError {
        let came = CountText.of(messages.spanCount, "span")
        return TraceReaderError(.malformedAnswer, "\(name) \(words) (\(came) had come)")
    }

    consuming func finish() -> DecodedTraces {
        meter.finish(bytes: byteCount, spans: messages.spanCount)
        return messages.finish()
    }
}
