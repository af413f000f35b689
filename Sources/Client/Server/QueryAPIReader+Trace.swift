import TraceAnalysis
package import TraceModel
import WireFormats

extension QueryAPIReader {
    package func trace(
        _ id: TraceID,
        near: ClosedRange<Timestamp>?,
        raw: Bool,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> TraceAnswer {
        try await bound { () throws(TraceReaderError) in
            try await asked(id, near: near, raw: raw, progress: progress)
        }
    }

    private func asked(
        _ id: TraceID,
        near: ClosedRange<Timestamp>?,
        raw: Bool,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> TraceAnswer {
        let family = try await dialect().trace
        return try await TimeHint.asking(near) { (near) throws(TraceReaderError) in
            try await trace(id, family, near: near, raw: raw, progress: progress)
        }
    }

    private func trace(
        _ id: TraceID,
        _ family: Dialect.Family,
        near: ClosedRange<Timestamp>?,
        raw: Bool,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> TraceAnswer {
        if family == .v3, !server.isAbsent(.v3Trace) {
            let request = QueryAPIRequest.v3Trace(id, near: near, raw: raw)
            let reply = try await traces(request, .otlpJSON, progress: progress)
            guard case .other(let answer) = reply, answer.isRouteAbsent else {
                return try await answer(id, request, reply, raw: raw)
            }
            server.markAbsent(.v3Trace)
        }
        let request = QueryAPIRequest.legacyTrace(id, near: near, raw: raw)
        let reply = try await traces(request, .jaegerJSON, progress: progress)
        return try await answer(id, request, reply, raw: raw)
    }

    /// What a reply says of the trace that was asked for, with its clocks corrected where the server left that out.
    @concurrent
    private func answer(
        _ id: TraceID,
        _ request: QueryAPIRequest,
        _ reply: TracesReply,
        raw: Bool
    ) async throws(TraceReaderError) -> TraceAnswer {
        switch reply {
        case .other(let answer):
            // A route that is there says 404 in JSON when the trace is not.
            if answer.status == 404, !answer.isRouteAbsent {
                throw notFound(id, answer.content.serverWords)
            }
            throw AnswerError.error(answer)
        case .traces(let decoded, let timing):
            let errors = decoded.serverErrors.map(\.description)
            let said = errors + [timing.note].compactMap { $0 }
            guard let trace = decoded.traces.first(where: { $0.id == id }), trace.count > 0 else {
                // Some servers answer 200 without data.
                if let other = decoded.traces.first, other.count > 0 {
                    throw TraceReaderError(
                        .malformedAnswer,
                        "\(sender.name(request)) answered with another trace, \(other.id.hex)"
                    )
                }
                throw notFound(id, errors.first ?? "")
            }
            let corrected = ClockCorrectedTraces(raw ? [] : [trace])
            return TraceAnswer(
                trace: corrected.traces.first ?? trace,
                notes: decoded.report.notes + said.map { "The server says: \($0)." },
                movedSpans: corrected.movedSpans[0] ?? 0
            )
        }
    }

    private func notFound(_ id: TraceID, _ words: String) -> TraceReaderError {
        let server = sender.options.baseURL.text
        let said = words.isEmpty ? "" : " (“\(words)”)"
        return TraceReaderError(
            .notFound,
            "\(server) has no trace \(id.hex)\(said): it may be too old, not yet stored, or another tenant's"
        )
    }
}
