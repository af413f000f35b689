package import TraceModel

extension Span {
    /// Whether `other` is this very span, which was received once more, perhaps through another format or before it ended.
    ///
    /// Both have the same ids of trace, span and parent, service, name, kind, outcome, start and duration, and as many
    /// events; times are compared in microseconds, which is what Jaeger's JSON keeps. Attributes that both have do not
    /// differ in the text that queries compare. An unfinished span is the same as one that agrees in all else. So a client and
    /// a server that share an id, as Zipkin's do, are two.
    package func isSame(as other: Span) -> Bool {
        guard id == other.id, traceID == other.traceID, parentID == other.parentID,
            kind == other.kind, start.microseconds == other.start.microseconds,
            name == other.name, serviceName == other.serviceName
        else { return false }
        guard !isUnfinished, !other.isUnfinished else { return !attributesDiffer(from: other) }
        return duration / 1000 == other.duration / 1000 && isError == other.isError
            && events.count == other.events.count && !attributesDiffer(from: other)
    }

    /// Whether `other` is this span in every detail that a sender repeats when it sends a batch once more.
    package func isRepeated(by other: Span) -> Bool {
        start == other.start && end == other.end && attributes.count == other.attributes.count
            && links.count == other.links.count && statusCode == other.statusCode
            && isSame(as: other)
    }

    /// Whether an attribute that both have tells them apart.
    private func attributesDiffer(from other: Span) -> Bool {
        if attributes.isEmpty || other.attributes.isEmpty { return false }
        // The usual case of a span that was sent once more.
        if attributes.isIdentical(to: other.attributes) { return false }
        var known: [String: AttributeValue] = [:]
        for attribute in attributes where known[attribute.key] == nil {
            known[attribute.key] = attribute.value
        }
        var compared: Set<String> = []
        for attribute in other.attributes where compared.insert(attribute.key).inserted {
            guard let value = known[attribute.key], value != attribute.value else { continue }
            if value.canonicalString != attribute.value.canonicalString { return true }
        }
        return false
    }

    /// How much is known of a span, for choosing among those that are the same.
    fileprivate var detail: (Int, Int, Int) {
        (
            isUnfinished ? 0 : 1, attributes.count + events.count + links.count,
            start.nanoseconds % 1000 == 0 ? 0 : 1
        )
    }
}

extension Trace {
    /// The trace with each span once that was received several times: the one of which most is known, the first of equals.
    ///
    /// The trace itself if there are none, which is the usual case.
    ///
    /// - Complexity: O(spans), and O(spans of an id)² where ids are shared.
    package func withoutRepeatedSpans() -> Trace {
        var ids = SpanIDTable(capacity: count)
        var groups: [SpanID: [Int]] = [:]
        var dropped: Set<Int> = []
        let rows = self.rows
        let columns = SpanIDColumns(self.columns)
        for index in rows.indices {
            let id = columns.own(rows[index])
            guard let first = ids.insert(Int32(index), for: id) else { continue }
            let span = self[index]
            var group = groups[span.id] ?? [Int(first)]
            if let place = group.firstIndex(where: { self[$0].isSame(as: span) }) {
                let isBetter = span.detail > self[group[place]].detail
                dropped.insert(isBetter ? group[place] : index)
                if isBetter { group[place] = index }
            } else {
                group.append(index)
            }
            groups[span.id] = group
        }
        guard !dropped.isEmpty else { return self }
        var builder = TraceBuilder()
        builder.append(copyOf: self) { !dropped.contains($0) }
        return builder.finish().first ?? self
    }
}
