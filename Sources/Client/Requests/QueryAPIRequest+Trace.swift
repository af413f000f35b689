package import TraceModel
import WireFormats

/// One trace by its id, always 32 lower-case digits: some servers compare ids as text.
extension QueryAPIRequest {
    /// `GET /api/traces/{id}`; `near` is a hint for stores that are divided by time.
    package static func legacyTrace(
        _ id: TraceID,
        near: ClosedRange<Timestamp>?,
        raw: Bool
    ) -> QueryAPIRequest {
        var parameters: [Parameter] = []
        if let near {
            parameters.append(Parameter("start", String(near.lowerBound.microseconds)))
            parameters.append(Parameter("end", String(near.upperBound.microseconds)))
        }
        if raw { parameters.append(Parameter("raw", "true")) }
        return QueryAPIRequest(["api", "traces", id.hex], parameters)
    }

    /// `POST /api/archive/{id}`: copies the trace into the server's archive.
    package static func archive(_ id: TraceID) -> QueryAPIRequest {
        var request = QueryAPIRequest(["api", "archive", id.hex])
        request.method = .post
        return request
    }

    /// `GET /api/v3/traces/{id}`.
    package static func v3Trace(
        _ id: TraceID,
        near: ClosedRange<Timestamp>?,
        raw: Bool
    ) -> QueryAPIRequest {
        var parameters: [Parameter] = []
        if let near {
            let start = RFC3339.text(of: near.lowerBound)
            let end = RFC3339.text(of: near.upperBound)
            parameters = [
                Parameter("startTime", start), Parameter("start_time", start),
                Parameter("endTime", end), Parameter("end_time", end),
            ]
        }
        if raw { parameters += [Parameter("rawTraces", "true"), Parameter("raw_traces", "true")] }
        return QueryAPIRequest(["api", "v3", "traces", id.hex], parameters)
    }
}
