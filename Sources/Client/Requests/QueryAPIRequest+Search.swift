package import TraceModel
import WireFormats

/// Searches, in each server family's own words.
extension QueryAPIRequest {
    /// `GET /api/traces`: documented parameters alone, since some servers refuse others; times in microseconds.
    ///
    /// The window is widened to whole microseconds. Conditions that the API has no words for are left out.
    package static func legacySearch(_ query: TraceQuery) -> QueryAPIRequest {
        var parameters: [Parameter] = []
        var attributes: [AttributeCondition] = []
        var durations: [Parameter] = []
        for condition in query.conditions {
            switch condition {
            case .service(let name): parameters.append(Parameter("service", name))
            case .operation(let name): parameters.append(Parameter("operation", name))
            // There is no parameter for them.
            case .kind, .without: break
            case .attribute(let attribute): attributes.append(attribute)
            case .error(let failed): attributes.append(.error(failed))
            case .minDuration(let duration):
                durations.append(Parameter("minDuration", GoDuration.text(of: duration)))
            case .maxDuration(let duration):
                durations.append(Parameter("maxDuration", GoDuration.text(of: duration)))
            }
        }
        if !attributes.isEmpty { parameters.append(Parameter("tags", text(of: attributes))) }
        parameters += durations
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
        var attributes: [AttributeCondition] = []
        for condition in query.conditions {
            switch condition {
            case .service(let name): parameters += both("serviceName", "service_name", name)
            case .operation(let name): parameters += both("operationName", "operation_name", name)
            // There is no parameter for them.
            case .kind, .without: break
            case .attribute(let attribute): attributes.append(attribute)
            case .error(let failed): attributes.append(.error(failed))
            case .minDuration(let duration):
                parameters += both("durationMin", "duration_min", GoDuration.text(of: duration))
            case .maxDuration(let duration):
                parameters += both("durationMax", "duration_max", GoDuration.text(of: duration))
            }
        }
        if !attributes.isEmpty {
            parameters.append(Parameter("query.attributes", text(of: attributes)))
        }
        if query.raw { parameters += both("rawTraces", "raw_traces", "true") }
        return parameters
    }

    private static func both(_ new: String, _ old: String, _ value: String) -> [Parameter] {
        [Parameter("query." + new, value), Parameter("query." + old, value)]
    }

    /// A JSON object of strings.
    private static func text(of attributes: [AttributeCondition]) -> String {
        let document = JSONWriter.document { writer in
            writer.object { writer in
                for condition in attributes {
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
