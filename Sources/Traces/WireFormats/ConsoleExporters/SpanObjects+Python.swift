import TraceModel

/// Spans as the OpenTelemetry SDK for Python prints them (opentelemetry-python `sdk/trace/__init__.py`, `ReadableSpan.to_json`).
extension SpanObjects {
    mutating func addPython(_ span: JSONValue) {
        begin()
        let context = span["context"]
        draft.traceID = traceID(context?["trace_id"], "context.trace_id")
        draft.spanID = spanID(context?["span_id"], "context.span_id")
        draft.parentID = parentID(span["parent_id"], "parent_id")
        draft.traceState = traceState(context?["trace_state"])
        draft.name = text(span["name"])
        draft.kind = kindByWord(span["kind"])
        setTimes(start: date(span["start_time"]), end: date(span["end_time"]), "start_time")
        let status = span["status"]
        draft.statusCode = codeByWord(status?["status_code"] ?? status?["canonical_code"])
        draft.statusMessage = text(status?["description"])
        addAttributes(span["attributes"])
        for event in span["events"]?.array ?? [] {
            addEvent(
                time: date(event["timestamp"]),
                name: event["name"],
                attributes: event["attributes"],
                dropped: nil
            )
        }
        for link in span["links"]?.array ?? [] {
            addLink(
                traceID: link["context"]?["trace_id"],
                spanID: link["context"]?["span_id"],
                attributes: link["attributes"]
            )
        }
        // Before version 1.12 the resource was its attributes.
        let resource = span["resource"]
        let (service, others) = parts(ofResource: resource?["attributes"] ?? resource)
        draft.resource = self.resource(
            service: service,
            attributes: others,
            schemaURL: resource?["schema_url"]?.string ?? ""
        )
        end()
    }

    /// Printed as a list, `[]` if there is none.
    private mutating func traceState(_ value: JSONValue?) -> StringIndex {
        guard value?.string != "[]", value?.string != "{}" else { return 0 }
        return text(value)
    }
}
