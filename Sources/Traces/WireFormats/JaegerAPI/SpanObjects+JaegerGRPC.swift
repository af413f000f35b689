import TraceModel

/// Spans of Jaeger's gRPC API in protobuf's JSON (jaeger-idl `api_v2/model.proto`): ids in Base64, times in words.
extension SpanObjects {
    mutating func addJaegerGRPC(_ span: JSONValue) {
        begin()
        draft.traceID = traceID(span["traceId"] ?? span["trace_id"], "traceId")
        draft.spanID = spanID(span["spanId"] ?? span["span_id"], "spanId")
        draft.name = text(span["operationName"] ?? span["operation_name"])
        draft.flags = UInt32(clamping: span["flags"]?.int ?? 0)
        let start = date(span["startTime"] ?? span["start_time"])
        // What is zero is left out.
        let length = span["duration"].map { $0.string.flatMap { GoDuration.parse($0) } } ?? 0
        if length == nil { tell("its `duration` cannot be read") }
        setTimes(
            start: start,
            end: start.map { Timestamp(nanoseconds: $0).advanced(by: length ?? 0).nanoseconds },
            "startTime"
        )
        addReferences(span["references"])
        for tag in span["tags"]?.array ?? [] { draft.attributes.append(grpcTag(tag)) }
        for log in span["logs"]?.array ?? [] { addLog(log) }
        for warning in span["warnings"]?.array ?? [] { draft.warnings.append(text(warning)) }
        if let process = span["process"] {
            draft.resource = resource(
                service: (process["serviceName"] ?? process["service_name"])?.string,
                attributes: (process["tags"]?.array ?? []).map { JSONMember(key: "", value: $0) }
            ) { $0.grpcTag($1.value) }
        } else {
            report.missingProcesses += 1
        }
        JaegerGeneratedTags(in: draft.attributes, keys, builder.strings)
            .move(in: &draft, keys, &scopes, &builder)
        end()
    }

    private mutating func addReferences(_ list: JSONValue?) {
        var references: [JaegerReference] = []
        for value in list?.array ?? [] {
            var reference = JaegerReference()
            // CHILD_OF is the zero of its enumeration, and left out.
            let type = (value["refType"] ?? value["ref_type"])?.string
            reference.type = type == "FOLLOWS_FROM" ? .followsFrom : .childOf
            reference.traceID = (value["traceId"] ?? value["trace_id"]).flatMap {
                SpelledID.traceID($0)
            }
            reference.spanID = spanID(value["spanId"] ?? value["span_id"], "references")
            references.append(reference)
        }
        references.resolve(in: &draft, parentSpanID: .zero)
    }

    private mutating func addLog(_ log: JSONValue) {
        var event = EventDraft(firstAttribute: draft.eventAttributes.count)
        if let time = date(log["timestamp"]) {
            event.time = time
        } else {
            tell("a log has no `timestamp`")
        }
        for field in log["fields"]?.array ?? [] {
            let attribute = grpcTag(field)
            if attribute.key == keys.event, event.name == 0, attribute.value.variant == .string {
                event.name = attribute.value.stringIndex ?? 0
            } else {
                draft.eventAttributes.append(attribute)
            }
        }
        draft.events.append(event)
    }

    /// A `KeyValue`; type and value are left out where they are the zero of their kind.
    private mutating func grpcTag(_ tag: JSONValue) -> StoredAttribute {
        let type = (tag["vType"] ?? tag["v_type"]).flatMap { $0.string ?? $0.int.map { "\($0)" } }
        let value: StoredValue
        switch type {
        case "BOOL", "1": value = .bool((tag["vBool"] ?? tag["v_bool"])?.bool ?? false)
        case "INT64", "2": value = .int((tag["vInt64"] ?? tag["v_int64"])?.int ?? 0)
        case "FLOAT64", "3": value = .double((tag["vFloat64"] ?? tag["v_float64"])?.double ?? 0)
        case "BINARY", "4":
            let bytes = (tag["vBinary"] ?? tag["v_binary"])?.string.flatMap {
                Base64.bytes(of: $0.utf8)
            }
            value = (bytes ?? []).withUnsafeBufferPointer { .bytes(builder.strings.intern($0)) }
        default: value = .string(text(tag["vStr"] ?? tag["v_str"]))
        }
        return StoredAttribute(key: text(tag["key"]), value: value)
    }
}
