import PlainText
import TraceAnalysis
package import TraceModel

/// The details of one span as a list of rows, parts of which are folded: for the span's own screen, below the tree, and
/// for `spoor span`.
package struct SpanDetails: Sendable {
    package let prepared: PreparedTrace
    /// A node of the tree; a synthetic one has hardly any details.
    package let node: Int
    /// The links that attributes get.
    let links: LinkPatterns
    package private(set) var rows: [SpanRow] = []
    package internal(set) var cursor = ListCursor()
    private var open = Self.usuallyOpen
    /// What the rows are narrowed to; empty for all of them.
    package private(set) var narrow = ""
    /// The parts that were open before the rows were narrowed.
    private var openBefore: Set<SpanSection>?
    package private(set) var height = 1
    /// How the span compares with others like it; nil where that is not known.
    private(set) var likeWords: String?
    package private(set) var columns = 80

    private static let usuallyOpen: Set<SpanSection> = [.attributes, .events]

    package init(_ prepared: PreparedTrace, node: Int, links: LinkPatterns) {
        self.prepared = prepared
        self.node = node
        self.links = links
        // What failed is what people look for.
        for (number, event) in (span?.events.enumerated().map { ($0, $1) } ?? [])
        where event.name == "exception" {
            open.insert(.event(number))
        }
        build()
    }

    package var span: Span? { node < prepared.tree.spanCount ? prepared.trace[node] : nil }
    package var trace: Trace { prepared.trace }

    mutating func fit(rows count: Int, columns: Int) {
        height = max(1, count)
        self.columns = columns
        cursor.keepVisible(count: rows.count, height: height)
    }

    package var visible: Range<Int> { cursor.visible(count: rows.count, height: height) }

    package var selected: SpanRow? {
        rows.indices.contains(cursor.selected) ? rows[cursor.selected] : nil
    }

    var isOnHeading: Bool {
        if case .heading = selected { return true }
        return false
    }

    mutating func move(_ action: Action, _ context: ScreenContext) -> Bool {
        cursor.apply(action, count: rows.count, height: height, times: context.times)
    }

    mutating func select(row: Int) { cursor.select(row, count: rows.count, height: height) }

    /// Folds like `other` and is narrowed like it, so that parts stay open from span to span.
    mutating func keepFolds(of other: SpanDetails) {
        open = other.open
        openBefore = other.openBefore
        narrow = other.narrow
        build()
        cursor.select(other.cursor.selected, count: rows.count, height: other.height)
    }

    /// Folds or unfolds the part that the selected row is, or belongs to; false for a row that belongs to none.
    @discardableResult
    mutating func toggleFold() -> Bool {
        var row = cursor.selected
        while row >= 0 {
            if rows.indices.contains(row), case .heading(let section, _, _, _, _) = rows[row] {
                if open.remove(section) == nil { open.insert(section) }
                build()
                cursor.select(row, count: rows.count, height: height)
                return true
            }
            row -= 1
        }
        return false
    }

    /// Says how the span compares with others like it.
    mutating func compare(_ context: inout ScreenContext) {
        let words = context.likeWords(of: node, in: prepared)
        guard words != likeWords else { return }
        let row = selected
        likeWords = words
        build()
        let same = row.flatMap { rows.firstIndex(of: $0) }
        cursor.select(same ?? cursor.selected, count: rows.count, height: height)
    }

    /// Opens every part, events included.
    package mutating func unfoldAll() {
        open = allSections
        build()
    }

    private var allSections: Set<SpanSection> {
        let parts: Set<SpanSection> = [
            .attributes, .resource, .scope, .events, .links, .warnings, .ids,
        ]
        return parts.union((span?.events.indices ?? 0..<0).map { .event($0) })
    }

    /// Leaves only the rows whose names or values hold what was typed, in all parts; empty text shows all again.
    mutating func narrow(to text: String) {
        let row = selected
        if narrow.isEmpty, !text.isEmpty {
            openBefore = open
            open = allSections
        } else if text.isEmpty, let openBefore {
            open = openBefore
            self.openBefore = nil
        }
        narrow = text
        build()
        let first = rows.firstIndex { if case .heading = $0 { false } else { true } } ?? 0
        let same = row.flatMap { rows.firstIndex(of: $0) }
        cursor.select(text.isEmpty ? same ?? 0 : first, count: rows.count, height: height)
    }

    /// Folds (and unfolds) as `fold`, `left`, `right` and, on a heading, `open` ask; false for other actions, and where there is nothing to fold.
    mutating func changeFold(_ action: Action) -> Bool {
        var isClosed = false
        if case .heading(_, _, _, _, false)? = selected { isClosed = true }
        switch action {
        case .fold: return toggleFold()
        case .open where isOnHeading: return toggleFold()
        case .left where !isClosed: return toggleFold()
        case .right where isClosed: return toggleFold()
        default: return false
        }
    }

    private mutating func build() {
        let wanted = open
        // What is folded is searched as well.
        if !narrow.isEmpty { open = allSections }
        buildAll()
        open = wanted
        guard !narrow.isEmpty else { return }
        rows = SpanRow.narrowed(rows, to: narrow, open: open)
    }

    private mutating func buildAll() {
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
            note: span.serviceName + dropped(resource.droppedAttributes)
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
