import TraceModel

/// Spans of Zipkin's version 2 (openzipkin/zipkin-api `zipkin2-api.yaml`).
extension SpanObjects {
    mutating func addZipkin(_ span: JSONValue) {
        begin()
        draft.traceID = traceID(span["traceId"], "traceId")
        draft.spanID = spanID(span["id"], "id")
        draft.parentID = parentID(span["parentId"], "parentId")
        draft.name = text(span["name"])
        draft.kind = zipkinKind(span["kind"])
        let start = microseconds(span["timestamp"])
        let length = microseconds(span["duration"])
        setTimes(
            start: start,
            end: start.flatMap { start in length.map { start.addingSaturating($0) } },
            "timestamp"
        )
        let service = span["localEndpoint"]?["serviceName"]?.string
        draft.resource = resource(service: service)
        addTags(span["tags"])
        addEndpoint(span["localEndpoint"], ip: "net.host.ip", port: "net.host.port", name: nil)
        addEndpoint(
            span["remoteEndpoint"],
            ip: "net.peer.ip",
            port: "net.peer.port",
            name: "peer.service"
        )
        for annotation in span["annotations"]?.array ?? [] {
            addEvent(
                time: microseconds(annotation["timestamp"]),
                name: annotation["value"],
                attributes: nil,
                dropped: nil
            )
        }
        JaegerGeneratedTags(in: draft.attributes, keys, builder.strings)
            .moveButKind(in: &draft, keys, &scopes, &builder)
        let (trace, id, parent, kind) = (draft.traceID, draft.spanID, draft.parentID, draft.kind)
        let row = end()
        sharedIDs.note(
            ZipkinSpan(
                row: row,
                id: id,
                parent: parent,
                service: service ?? "",
                isServer: kind == .server,
                isShared: span["shared"]?.bool == true
            ),
            of: trace
        )
    }

    private func zipkinKind(_ value: JSONValue?) -> SpanKind {
        guard let word = value?.string else { return .internal }
        return SpanKind(name: word) ?? .unspecified
    }

    /// A tag `error` means that the span failed; its value, if it says anything, why.
    private mutating func addTags(_ tags: JSONValue?) {
        addAttributes(tags)
        guard let error = tags?["error"], error != .bool(false), error.string != "false" else {
            return
        }
        draft.statusCode = .error
        if let reason = error.string, reason != "true" {
            draft.statusMessage = builder.strings.intern(reason)
        }
    }

    private mutating func addEndpoint(
        _ endpoint: JSONValue?,
        ip: String,
        port: String,
        name: String?
    ) {
        guard let endpoint else { return }
        if let name, let service = endpoint["serviceName"], service.string?.isEmpty == false {
            addUnlessThere(name, service)
        }
        if let address = endpoint["ipv4"] ?? endpoint["ipv6"] { addUnlessThere(ip, address) }
        if let number = endpoint["port"], number.int != 0 { addUnlessThere(port, number) }
    }

    private mutating func addUnlessThere(_ key: String, _ value: JSONValue) {
        let attribute = attribute(JSONMember(key: key, value: value))
        guard !draft.attributes.contains(where: { $0.key == attribute.key }) else { return }
        draft.attributes.append(attribute)
    }
}

extension JaegerGeneratedTags {
    /// Makes the tags columns, but leaves kind and status alone where the tags say nothing of them.
    fileprivate func moveButKind(
        in draft: inout SpanDraft,
        _ keys: JaegerKeys,
        _ scopes: inout JaegerScopes,
        _ builder: inout TraceBuilder
    ) {
        let (code, message) = (draft.statusCode, draft.statusMessage)
        move(in: &draft, keys, &scopes, &builder)
        if draft.statusCode == .unset { draft.statusCode = code }
        if draft.statusMessage == 0 { draft.statusMessage = message }
    }
}

extension UInt64 {
    /// The sum, or the largest number if it is larger.
    func addingSaturating(_ other: UInt64) -> UInt64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
