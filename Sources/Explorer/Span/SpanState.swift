import PlainText
import TraceModel

/// The details of one span as a screen of their own.
package struct SpanState: ScreenState {
    package internal(set) var details: SpanDetails

    /// Title and times above the rows.
    package static let titleRows = 2

    package var contents: Screen { .span(self) }

    package var crumb: String {
        guard let span = details.span else { return "missing span" }
        return span.name.isEmpty ? span.id.hex : span.name
    }

    package var hints: [Action] { [.open, .fold, .parent, .nextSibling, .back, .pager] }

    package func honesty(_ context: ScreenContext) -> String {
        let zone = context.zone
        guard let span = details.span else {
            return "the parent that some spans name; it was not received"
        }
        let words = [
            "starts \(TimeText.date(span.start, in: zone)) \(TimeText.clock(span.start, in: zone)) \(zone.name(span.start))",
            "span \(span.id.hex)",
        ]
        return words.joined(separator: " · ")
    }

    package mutating func fit(to size: ScreenSize) {
        details.fit(rows: max(1, size.bodyRows - Self.titleRows), columns: size.columns)
    }

    package mutating func select(row: Int) { details.select(row: row) }

    package var savable: SaveTarget.Content? { .trace(details.trace) }

    package func copyText(_ item: CopyItem, _ context: ScreenContext) -> String? {
        details.copyText(item, of: details.selected, context)
    }
}
