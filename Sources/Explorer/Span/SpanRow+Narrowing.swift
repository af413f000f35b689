import PlainText
import TraceModel

extension SpanRow {
    /// The text that narrowing looks at: the name and the value.
    private var searchText: String {
        switch self {
        case .heading(_, let title, _, let note, _): "\(title) \(note)"
        case .attribute(let attribute, _): "\(attribute.key) \(JSONText.plain(attribute.value))"
        case .field(let name, let value, _): "\(name) \(value)"
        case .link(let link): "link \(link.traceID.hex) \(link.spanID.hex)"
        case .web(let link, _): "\(link.text) \(link.url)"
        case .warning(let text, _): "warning \(text)"
        }
    }

    private func matches(_ match: RowMatch) -> Bool {
        switch match {
        case .words(let words): words.matches(searchText)
        case .phrase(let text): searchText.lowercased().contains(text)
        case .keys(let keys): isSpoken(keys)
        }
    }

    /// Whether an expression with these keys speaks of the row.
    private func isSpoken(_ keys: SpokenKeys) -> Bool {
        switch self {
        case .attribute(let attribute, _): keys.attributes.contains(attribute.key)
        case .field(let name, _, _):
            keys.words.contains(name) || name == "status" && keys.words.contains("error")
        case .heading, .link, .web, .warning: false
        }
    }

    /// How deep a heading is, 0 for a part and 1 for an event in one; nil for what is no heading.
    private var headingLevel: Int? {
        guard case .heading(let section, _, _, _, _) = self else { return nil }
        if case .event = section { return 1 }
        return 0
    }

    /// What is left of all rows: those that match, below the headings they belong to; the rows of a part that is not in
    /// `open` are hidden, and its heading says so.
    ///
    /// Rows match a text that their names or values hold, and an expression that speaks of them.
    static func narrowed(
        _ rows: [SpanRow],
        to text: String,
        open: Set<SpanSection>
    ) -> [SpanRow] {
        let match = RowMatch(text)
        var kept: [SpanRow] = []
        // Headings above the row, which are added once something below them is.
        var waiting: [SpanRow] = []
        var closedLevel: Int?
        var isHidden = false
        // A link stays with its attribute.
        var isMatchAbove = false
        for row in rows {
            var isLink = false
            if case .web = row { isLink = true }
            if !isLink { isMatchAbove = row.headingLevel == nil && row.matches(match) }
            if let level = row.headingLevel {
                waiting = waiting.filter { ($0.headingLevel ?? 0) < level }
                if let closed = closedLevel, level <= closed { closedLevel = nil }
                let isBelowClosed = closedLevel != nil
                let heading = row.opened(open)
                if !isBelowClosed, case .heading(_, _, _, _, false) = heading {
                    closedLevel = level
                }
                isHidden = closedLevel != nil
                if isBelowClosed { continue }
                waiting.append(heading)
                // The heading of an event has its name and first attribute.
                if level == 1, row.matches(match) {
                    kept += waiting
                    waiting = []
                }
            } else if isMatchAbove || row.matches(match) {
                kept += waiting
                waiting = []
                if !isHidden { kept.append(row) }
            }
        }
        return kept
    }

    private func opened(_ open: Set<SpanSection>) -> SpanRow {
        guard case .heading(let section, let title, let count, let note, _) = self else {
            return self
        }
        return .heading(
            section,
            title: title,
            count: count,
            note: note,
            isOpen: open.contains(section)
        )
    }
}
