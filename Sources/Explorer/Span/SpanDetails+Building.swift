import PlainText
import TraceAnalysis
import TraceModel

/// The rows of a span, part by part; what is folded has its heading alone.
extension SpanDetails {
    mutating func buildAll() {
        rows = []
        guard let span else {
            if let id = prepared.tree.missingID(of: node) {
                rows.append(.field("missing span", id.hex))
            }
            return
        }
        if span.statusCode != .unset || !span.statusMessage.isEmpty {
            let word = ["UNSET", "OK", "ERROR"][Int(span.statusCode.rawValue)]
            rows.append(
                .field(
                    "status",
                    span.statusMessage.isEmpty ? word : "\(word)  \(span.statusMessage)"
                )
            )
        }
        addTimes()
        addSmells()
        addWarnings(span)
        addConversation(span)
        addAttributes(
            .attributes,
            "attributes",
            span.attributes,
            note: dropped(span.dropped.attributes)
        )
        let resource = span.resource
        addAttributes(
            .resource,
            "resource",
            resource.attributes,
            note: resource.instanceWords + dropped(resource.droppedAttributes)
        )
        addEvents(span)
        addLinks(span)
        let scope = span.scope
        if !scope.name.isEmpty || !scope.attributes.isEmpty {
            let name = scope.version.isEmpty ? scope.name : "\(scope.name) \(scope.version)"
            addAttributes(.scope, "scope", scope.attributes, note: name)
        }
        addIDs(span)
    }

    private mutating func addConversation(_ span: Span) {
        guard let conversation = Conversation(span) else { return }
        let entries = conversation.entries
        guard addHeading(.conversation, "conversation", entries.count, conversation.figures) else {
            return
        }
        rows += entries.map { .field($0.speaker, $0.text, depth: 1) }
    }

    private mutating func addTimes() {
        if let words = placeInParentWords { rows.append(.field("place", words)) }
        if let words = timeSplitWords { rows.append(.field("time", words)) }
        if let likeWords { rows.append(.field("compared", likeWords)) }
        if let words = clockWords { rows.append(.field("clock", words)) }
    }

    private mutating func addSmells() {
        rows += smellWords.map { .field("smell", $0) }
    }

    private func dropped(_ count: UInt32) -> String {
        count == 0 ? "" : "  \(CountText.grouped(Int(count))) more were dropped by the sender"
    }

    private mutating func addHeading(
        _ section: SpanSection,
        _ title: String,
        _ count: Int,
        _ note: String
    )
        -> Bool
    {
        let isOpen = open.contains(section)
        rows.append(.heading(section, title: title, count: count, note: note, isOpen: isOpen))
        return isOpen
    }

    private mutating func addAttributes(
        _ section: SpanSection,
        _ title: String,
        _ list: AttributeList,
        note: String
    ) {
        guard addHeading(section, title, list.count, note) else { return }
        addRows(of: list, section == .resource ? .resource : .span, depth: 0)
    }

    private mutating func addRows(
        of list: AttributeList,
        _ owner: LinkPattern.Owner,
        depth: Int
    ) {
        for index in list.indices {
            rows.append(.attribute(list[index], depth: depth))
            let found = links.links(ofAttributeAt: index, in: list, owner, of: node, in: prepared)
            rows += found.map { .web($0, depth: depth) }
        }
    }

    private mutating func addEvents(_ span: Span) {
        let events = span.events
        guard !events.isEmpty || span.dropped.events > 0 else { return }
        guard addHeading(.events, "events", events.count, dropped(span.dropped.events)) else {
            return
        }
        let byTime = events.indices.sorted { (events[$0].time, $0) < (events[$1].time, $1) }
        for number in byTime {
            let event = events[number]
            let offset = DurationText.offset(event.time.since(prepared.overview.start))
            let start = Timestamp(nanoseconds: prepared.tree.displayStarts[node])
            let ownOffset = DurationText.offset(event.time.since(start))
            let name = event.name.isEmpty ? "event" : event.name
            let note = event.attributes.first.map { " \($0.key)=\(JSONText.plain($0.value))" } ?? ""
            if addHeading(
                .event(number),
                "\(offset) \(name)",
                event.attributes.count,
                "\(ownOffset) in the span\(note)" + dropped(event.droppedAttributes)
            ) {
                addRows(of: event.attributes, .events, depth: 1)
            }
        }
    }

    private mutating func addLinks(_ span: Span) {
        let links = span.links
        guard !links.isEmpty || span.dropped.links > 0 else { return }
        guard addHeading(.links, "links", links.count, dropped(span.dropped.links)) else { return }
        for link in links {
            rows.append(.link(link))
            rows += link.attributes.map { .attribute($0, depth: 1) }
        }
    }

    /// Equal warnings are listed once, with their number: some servers add one more at each reading.
    private mutating func addWarnings(_ span: Span) {
        var counts: [(text: String, count: Int)] = []
        for text in span.warnings {
            if let index = counts.firstIndex(where: { $0.text == text }) {
                counts[index].count += 1
            } else {
                counts.append((text, 1))
            }
        }
        guard !counts.isEmpty, addHeading(.warnings, "warnings", counts.count, counts[0].text)
        else {
            return
        }
        rows += counts.map { .warning($0.text, count: $0.count) }
    }

    private mutating func addIDs(_ span: Span) {
        guard addHeading(.ids, "identity", 0, "span \(span.id.hex)") else { return }
        rows.append(.field("trace", span.traceID.hex, depth: 1))
        rows += links.links(of: prepared).map { .web($0, depth: 0) }
        rows.append(.field("span", span.id.hex, depth: 1))
        rows.append(.field("parent", span.parentID?.hex ?? "none", depth: 1))
        if !span.traceState.isEmpty { rows.append(.field("tracestate", span.traceState, depth: 1)) }
        rows.append(.field("flags", "\(span.flags)", depth: 1))
        rows.append(.field("start", TimeText.rfc3339OrUnknown(span.start), depth: 1))
        let end = span.isUnfinished ? "unfinished" : TimeText.rfc3339(span.end)
        rows.append(.field("end", end, depth: 1))
        if !span.resource.schemaURL.isEmpty {
            rows.append(.field("resource schema", span.resource.schemaURL, depth: 1))
        }
        if !span.scope.schemaURL.isEmpty {
            rows.append(.field("scope schema", span.scope.schemaURL, depth: 1))
        }
    }
}
