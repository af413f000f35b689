import TraceModel

/// What Tempo's search answers of one trace (grafana/tempo `pkg/tempopb/tempo.proto`, `TraceSearchMetadata`): its root, when it was,
/// and the spans that matched. A part of a trace, and marked as one.
extension SpanObjects {
    mutating func addTempoHit(_ hit: JSONValue) {
        partialTraces += 1
        let id = hit["traceID"] ?? hit["traceId"]
        let start = nanoseconds(hit["startTimeUnixNano"])
        let service = hit["rootServiceName"]?.string
        let rootName = hit["rootTraceName"]?.string
        var seen: Set<SpanID> = []
        var hasRoot = false
        for set in spanSets(of: hit) {
            for span in set["spans"]?.array ?? [] {
                begin()
                draft.traceID = traceID(id, "traceID")
                draft.spanID = spanID(span["spanID"] ?? span["spanId"], "spanID")
                guard seen.insert(draft.spanID).inserted else { continue }
                let isRoot =
                    span["name"]?.string == rootName && rootName != nil
                    && nanoseconds(span["startTimeUnixNano"]) == start
                hasRoot = hasRoot || isRoot
                addMatch(span, service: isRoot ? service : nil)
            }
        }
        guard !hasRoot else { return }
        begin()
        draft.traceID = traceID(id, "traceID")
        draft.spanID = rootID(draft.traceID, not: seen)
        draft.name = builder.strings.intern(rootName ?? "")
        let length = hit["durationMs"]?.double ?? 0
        setTimes(
            start: start,
            end: start.map { $0.addingSaturating(UInt64(exactly: (length * 1e6).rounded()) ?? 0) },
            "startTimeUnixNano"
        )
        draft.resource = resource(service: service)
        draft.warnings.append(
            builder.strings.intern(
                "Tempo's search names this root and how long the trace took, not the span's id, kind or attributes."
            )
        )
        end()
    }

    private mutating func addMatch(_ span: JSONValue, service: String?) {
        draft.name = text(span["name"])
        let start = nanoseconds(span["startTimeUnixNano"])
        let length = span["durationNanos"]?.int.flatMap { UInt64(exactly: $0) } ?? 0
        setTimes(start: start, end: start.map { $0.addingSaturating(length) }, "startTimeUnixNano")
        var service = service
        for attribute in span["attributes"]?.array ?? [] {
            guard let key = attribute["key"]?.string, let value = attribute["value"] else {
                continue
            }
            let plain = value.plainOTLPValue
            switch (key, plain.string) {
            case ("service.name", let name?), ("resource.service.name", let name?):
                service = service ?? name
            case ("status", let word?):
                draft.statusCode = StatusCode(name: word) ?? .unset
            case ("kind", let word?):
                draft.kind = SpanKind(name: word) ?? .unspecified
            default:
                draft.attributes.append(self.attribute(JSONMember(key: key, value: plain)))
            }
        }
        draft.resource = resource(service: service)
        end()
    }

    /// `spanSet` is the older member; where both are, it is the first of the newer.
    private func spanSets(of hit: JSONValue) -> [JSONValue] {
        if let sets = hit["spanSets"]?.array, !sets.isEmpty { return sets }
        return hit["spanSet"].map { [$0] } ?? []
    }

    private func nanoseconds(_ value: JSONValue?) -> UInt64? {
        value?.int.flatMap { UInt64(exactly: $0) }
    }

    /// An id for the root, which the answer does not tell, that no other span has.
    private func rootID(_ trace: TraceID, not taken: Set<SpanID>) -> SpanID {
        var id = SpanID(trace.low | 1)
        while taken.contains(id) { id = SpanID(id.value &+ 2) }
        return id
    }
}

extension JSONValue {
    /// The value in an `AnyValue` of OTLP.
    var plainOTLPValue: JSONValue {
        if let value = self["stringValue"] ?? self["boolValue"] ?? self["doubleValue"] {
            return value
        }
        if let value = self["intValue"] { return value.int.map { .int($0) } ?? value }
        if let list = self["arrayValue"]?["values"]?.array {
            return .array(list.map(\.plainOTLPValue))
        }
        if members?.isEmpty == true { return .null }
        return self
    }
}
