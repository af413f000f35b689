import TraceModel

/// Spans as `stdouttrace` of the OpenTelemetry SDK for Go prints them (opentelemetry-go `sdk/trace/tracetest/span.go`, `SpanStub`).
extension SpanObjects {
    mutating func addGo(_ span: JSONValue) {
        begin()
        let context = span["SpanContext"]
        draft.traceID = traceID(context?["TraceID"], "SpanContext.TraceID")
        draft.spanID = spanID(context?["SpanID"], "SpanContext.SpanID")
        draft.parentID = parentID(span["Parent"]?["SpanID"], "Parent.SpanID")
        draft.traceState = text(context?["TraceState"])
        draft.flags = context?["TraceFlags"]?.string.flatMap { UInt32($0, radix: 16) } ?? 0
        draft.name = text(span["Name"])
        draft.kind = kindByWord(span["SpanKind"])
        setTimes(start: date(span["StartTime"]), end: date(span["EndTime"]), "StartTime")
        draft.statusCode = codeByWord(span["Status"]?["Code"])
        draft.statusMessage = text(span["Status"]?["Description"])
        draft.dropped.attributes = UInt32(clamping: span["DroppedAttributes"]?.int ?? 0)
        draft.dropped.events = UInt32(clamping: span["DroppedEvents"]?.int ?? 0)
        draft.dropped.links = UInt32(clamping: span["DroppedLinks"]?.int ?? 0)
        addAttributes(goAttributes(span["Attributes"]))
        for event in span["Events"]?.array ?? [] {
            addEvent(
                time: date(event["Time"]),
                name: event["Name"],
                attributes: goAttributes(event["Attributes"]),
                dropped: event["DroppedAttributeCount"]?.int
            )
        }
        for link in span["Links"]?.array ?? [] {
            addLink(
                traceID: link["SpanContext"]?["TraceID"],
                spanID: link["SpanContext"]?["SpanID"],
                attributes: goAttributes(link["Attributes"])
            )
        }
        let (service, others) = parts(ofResource: goAttributes(span["Resource"]))
        draft.resource = resource(service: service, attributes: others)
        let scope = span["InstrumentationScope"] ?? span["InstrumentationLibrary"]
        draft.scope = self.scope(name: scope?["Name"]?.string, version: scope?["Version"]?.string)
        end()
    }

    /// The list of keys and values with their types, as an object.
    private func goAttributes(_ list: JSONValue?) -> JSONValue {
        .object(
            (list?.array ?? []).map { attribute in
                let value = attribute["Value"]?["Value"] ?? .null
                let isDouble = attribute["Value"]?["Type"]?.string == "FLOAT64"
                return JSONMember(
                    key: attribute["Key"]?.string ?? "",
                    value: isDouble ? value.double.map { .double($0) } ?? value : value
                )
            }
        )
    }
}
