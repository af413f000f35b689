import TraceModel

/// Span documents of OpenSearch Data Prepper, in its first form, whose attributes are members with long names such as
/// `span.attributes.http@method`, and in its later one, whose attributes are an object (data-prepper `docs/schemas`).
extension SpanObjects {
    mutating func addDataPrepper(_ span: JSONValue) {
        begin()
        draft.traceID = traceID(span["traceId"] ?? span["trace_id"], "traceId")
        draft.spanID = spanID(span["spanId"] ?? span["span_id"], "spanId")
        draft.parentID = parentID(span["parentSpanId"] ?? span["parent_span_id"], "parentSpanId")
        draft.name = text(span["name"])
        draft.traceState = text(span["traceState"])
        draft.kind = kindByWord(span["kind"])
        let start = date(span["startTime"])
        let length = span["durationInNanos"]?.int.flatMap { UInt64(exactly: $0) }
        setTimes(
            start: start,
            end: date(span["endTime"])
                ?? start.flatMap { start in length.map { start.addingSaturating($0) } },
            "startTime"
        )
        draft.statusCode = codeByWord(span["status"]?["code"] ?? span["status.code"])
        draft.statusMessage = text(span["status"]?["message"] ?? span["status.message"])
        draft.dropped.attributes = UInt32(clamping: span["droppedAttributesCount"]?.int ?? 0)
        draft.dropped.events = UInt32(clamping: span["droppedEventsCount"]?.int ?? 0)
        draft.dropped.links = UInt32(clamping: span["droppedLinksCount"]?.int ?? 0)
        addAttributes(span["attributes"])
        addOrigin(of: span)
        for event in span["events"]?.array ?? [] {
            addEvent(
                time: date(event["time"] ?? event["@timestamp"]),
                name: event["name"],
                attributes: event["attributes"],
                dropped: event["droppedAttributesCount"]?.int
            )
        }
        for link in span["links"]?.array ?? [] {
            addLink(
                traceID: link["traceId"],
                spanID: link["spanId"],
                attributes: link["attributes"]
            )
        }
        end()
    }

    /// Resource and scope, and the attributes with long names.
    private mutating func addOrigin(of span: JSONValue) {
        let nested = span["resource"]?["attributes"] ?? span["resource"]
        var (service, others) = parts(ofResource: nested)
        for member in span.members ?? [] {
            if let key = member.key.suffix(after: "span.attributes.") {
                draft.attributes.append(attribute(JSONMember(key: key, value: member.value)))
            } else if let key = member.key.suffix(after: "resource.attributes.") {
                if key == "service.name" {
                    service = service ?? member.value.string
                } else {
                    others.append(JSONMember(key: key, value: member.value))
                }
            }
        }
        let scope = span["instrumentationScope"] ?? span["instrumentationLibrary"]
        draft.scope = self.scope(
            name: (scope?["name"] ?? span["instrumentationLibrary.name"])?.string,
            version: (scope?["version"] ?? span["instrumentationLibrary.version"])?.string
        )
        draft.resource = resource(
            service: span["serviceName"]?.string ?? service,
            attributes: others
        )
    }
}

extension SpanObjects {
    /// A kind by OTLP's number or name, or by any name that has the kind's word at its end.
    mutating func kindByWord(_ value: JSONValue?) -> SpanKind {
        guard let value, !value.isNull else { return .unspecified }
        if let number = value.int {
            if let kind = UInt8(exactly: number).flatMap({ SpanKind(rawValue: $0) }) { return kind }
        } else if let word = value.string {
            let last = word.split { $0 == "." || $0 == "_" }.last ?? ""
            if last == "UNSPECIFIED" { return .unspecified }
            if let kind = SpanKind(name: last) { return kind }
        }
        report.unknownEnums += 1
        return .unspecified
    }

    /// A status code by OTLP's number or name, or by any name that has the code's word at its end.
    mutating func codeByWord(_ value: JSONValue?) -> StatusCode {
        guard let value, !value.isNull else { return .unset }
        if let number = value.int {
            if let code = UInt8(exactly: number).flatMap({ StatusCode(rawValue: $0) }) {
                return code
            }
        } else if let word = value.string {
            if let code = StatusCode(name: String(word.split { $0 == "." || $0 == "_" }.last ?? ""))
            {
                return code
            }
        }
        report.unknownEnums += 1
        return .unset
    }
}

extension String {
    /// What stands behind `prefix`, with dots for the signs that stand for them; nil if this does not begin so.
    fileprivate func suffix(after prefix: String) -> String? {
        guard hasPrefix(prefix) else { return nil }
        return String(dropFirst(prefix.count).map { $0 == "@" ? "." : $0 })
    }
}
