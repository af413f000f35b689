import TraceModel

/// Spans as the console exporter of the OpenTelemetry SDK for JavaScript prints them (opentelemetry-js
/// `ConsoleSpanExporter.ts`), times in microseconds.
extension SpanObjects {
    mutating func addJavaScript(_ span: JSONValue) {
        begin()
        draft.traceID = traceID(span["traceId"], "traceId")
        draft.spanID = spanID(span["id"], "id")
        draft.parentID = parentID(
            span["parentSpanContext"]?["spanId"] ?? span["parentId"],
            "parentId"
        )
        draft.name = text(span["name"])
        draft.traceState = text(span["traceState"])
        draft.kind = scriptKind(span["kind"])
        let start = microseconds(span["timestamp"])
        let length = microseconds(span["duration"])
        setTimes(
            start: start,
            end: start.flatMap { start in length.map { start.addingSaturating($0) } },
            "timestamp"
        )
        draft.statusCode = codeByWord(span["status"]?["code"])
        draft.statusMessage = text(span["status"]?["message"])
        addAttributes(span["attributes"])
        for event in span["events"]?.array ?? [] {
            addEvent(
                time: secondsAndNanos(event["time"]),
                name: event["name"],
                attributes: event["attributes"],
                dropped: event["droppedAttributesCount"]?.int
            )
        }
        for link in span["links"]?.array ?? [] {
            addLink(
                traceID: link["context"]?["traceId"],
                spanID: link["context"]?["spanId"],
                attributes: link["attributes"]
            )
        }
        let (service, others) = parts(ofResource: span["resource"]?["attributes"])
        draft.resource = resource(service: service, attributes: others)
        let scope = span["instrumentationScope"] ?? span["instrumentationLibrary"]
        draft.scope = self.scope(name: scope?["name"]?.string, version: scope?["version"]?.string)
        end()
    }

    /// The API's numbers, which are one less than OTLP's.
    private mutating func scriptKind(_ value: JSONValue?) -> SpanKind {
        guard let number = value?.int else { return kindByWord(value) }
        if let kind = UInt8(exactly: number + 1).flatMap({ SpanKind(rawValue: $0) }) { return kind }
        report.unknownEnums += 1
        return .unspecified
    }

    /// A time as a pair of seconds and nanoseconds.
    private func secondsAndNanos(_ value: JSONValue?) -> UInt64? {
        guard let pair = value?.array, pair.count == 2,
            let seconds = pair[0].int.flatMap({ UInt64(exactly: $0) }),
            let nanos = pair[1].int.flatMap({ UInt64(exactly: $0) })
        else { return nil }
        let (whole, isLate) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return isLate ? nil : whole.addingSaturating(nanos)
    }
}
