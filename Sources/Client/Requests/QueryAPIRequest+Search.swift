package import TraceModel
import WireFormats

/// Searches, in each server family's own words.
extension QueryAPIRequest {
    /// `GET /api/traces`: documented parameters alone, since some servers refuse others; times in microseconds.
    ///
    /// The window is widened to whole microseconds.
    package static func legacySearch(_ query: TraceQuery) -> QueryAPIRequest {
        var parameters: [Parameter] = []
        if let service = query.service { parameters.append(Parameter("service", service)) }
        if let operation = query.operation { parameters.append(Parameter("operation", operation)) }
        if !query.attributes.isEmpty {
            parameters.append(Parameter("tags", attributesText(query)))
        }
        if let duration = query.minDuration {
            parameters.append(Parameter("minDuration", GoDuration.text(of: duration)))
        }
        if let duration = query.maxDuration {
            parameters.append(Parameter("maxDuration", GoDuration.text(of: duration)))
        }
        parameters.append(Parameter("start", String(query.start.microseconds)))
        parameters.append(Parameter("end", String(query.end.wholeMicroseconds)))
        parameters.append(Parameter("limit", String(query.limit)))
        if query.raw { parameters.append(Parameter("raw", "true")) }
        return QueryAPIRequest(["api", "traces"], parameters)
    }

    /// `GET /api/v3/trace-summaries`.
    package static func summaries(_ query: TraceQuery) -> QueryAPIRequest {
        QueryAPIRequest(["api", "v3", "trace-summaries"], v3Parameters(query))
    }

    /// `GET /api/v3/traces`.
    package static func v3Search(_ query: TraceQuery) -> QueryAPIRequest {
        QueryAPIRequest(["api", "v3", "traces"], v3Parameters(query))
    }

    /// Every parameter in both spellings, old and new: each server takes the one it knows.
    private static func v3Parameters(_ query: TraceQuery) -> [Parameter] {
        // A window of no length is refused since Jaeger 2.19.
        let end = query.end > query.start ? query.end : query.start.advanced(by: 1)
        var parameters = both("startTimeMin", "start_time_min", RFC3339.text(of: query.start))
        parameters += both("startTimeMax", "start_time_max", RFC3339.text(of: end))
        parameters += both("searchDepth", "search_depth", String(query.limit))
        parameters.append(Parameter("query.num_traces", String(query.limit)))
        if let service = query.service {
            parameters += both("serviceName", "service_name", service)
        }
        if let operation = query.operation {
            parameters += both("operationName", "operation_name", operation)
        }
        if let duration = query.minDuration {
            parameters += both("durationMin", "duration_min", GoDuration.text(of: duration))
        }
        if let duration = query.maxDuration {
            parameters += both("durationMax", "duration_max", GoDuration.text(of: duration))
        }
        if !query.attributes.isEmpty {
            parameters.append(Parameter("query.attributes", attributesText(query)))
        }
        if query.raw { parameters += both("rawTraces", "raw_traces", "true") }
        return parameters
    }

    private static func both(_ new: String, _ old: String, _ value: String) -> [Parameter] {
        [Parameter("query." + new, value), Parameter("query." + old, value)]
    }

    /// A JSON object of strings.
    private static func attributesText(_ query: TraceQuery) -> String {
        let document = JSONWriter.document { writer in
            writer.object { writer in
                for condition in query.attributes {
                    writer.field(text: condition.key, condition.value)
                }
            }
        }
        return String(decoding: document, as: UTF8.self)
    }
}

extension Timestamp {
    /// Microseconds since the epoch, rounded up.
    fileprivate var wholeMicroseconds: UInt64 {
        microseconds + (nanoseconds % 1000 == 0 ? 0 : 1)
    }
}
