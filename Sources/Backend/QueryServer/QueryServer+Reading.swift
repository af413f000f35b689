import TraceAnalysis
import TraceModel

/// What both families of the API ask the source of traces; its errors become refusals.
extension QueryServer {
    func services() async throws(Refusal) -> [String] {
        do { return try await reader.services() } catch { throw Refusal(error) }
    }

    func operations(of service: String) async throws(Refusal) -> [Operation] {
        do { return try await reader.operations(of: service) } catch { throw Refusal(error) }
    }

    /// The traces found as they are given out, each changed no sooner than it is encoded.
    func traces(matching query: TraceQuery) async throws(Refusal) -> FoundTraces {
        do {
            let found = try await reader.traces(matching: query)
            return query.raw ? found : found.changing { adjusted($0, raw: false) }
        } catch {
            throw Refusal(error)
        }
    }

    /// The trace as it is given out, or nil if there is none.
    func trace(
        _ id: TraceID,
        near: ClosedRange<Timestamp>?,
        raw: Bool
    ) async throws(Refusal) -> Trace? {
        guard !id.isZero else { return nil }
        do {
            let answer = try await reader.trace(id, near: near, raw: raw, progress: nil)
            return adjusted(answer.trace, raw: raw)
        } catch {
            guard error.kind == .notFound else { throw Refusal(error) }
            return nil
        }
    }

    /// The trace as it is given out.
    func adjusted(_ trace: Trace, raw: Bool) -> Trace { raw ? trace : adjusters.adjust(trace) }
}
