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

    /// The traces found, as they are stored.
    func traces(matching query: TraceQuery) async throws(Refusal) -> FoundTraces {
        do { return try await reader.traces(matching: query) } catch { throw Refusal(error) }
    }

    /// The trace as it is stored, or as it was archived if it is not stored any more; nil if there is none.
    func trace(
        _ id: TraceID,
        near: ClosedRange<Timestamp>?,
        raw: Bool
    ) async throws(Refusal) -> TraceInParts? {
        guard !id.isZero else { return nil }
        do { return try await reader.traceInParts(id, near: near, raw: raw) } catch {
            guard error.kind == .notFound else { throw Refusal(error) }
            return archive?.trace(id).map { TraceInParts($0) }
        }
    }
}
