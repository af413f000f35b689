import PlainText
import TraceModel

/// The details of one span as a screen of their own, a list that can be narrowed.
package struct SpanState: ListScreen {
    package internal(set) var details: SpanDetails

    /// Title and times above the rows.
    package static let titleRows = 2

    package var contents: Screen { .span(self) }

    package var crumb: String {
        guard let span = details.span else { return "missing span" }
        return span.name.isEmpty ? span.id.hex : span.name
    }

    package var cursor: ListCursor {
        get { details.cursor }
        set { details.cursor = newValue }
    }

    package var narrow: String {
        get { details.narrow }
        set { details.narrow(to: newValue) }
    }

    package var rowCount: Int { details.lineCount }
    package var listHeight: Int { details.height }
    package mutating func arrange() {}

    package var selectedAttribute: SelectedAttribute? { details.selectedAttribute }

    package var selectedService: String? { details.span?.serviceName }

    package var hints: [Action] {
        let row: [Action] =
            details.isOnHeading
            ? [.open, .fold] : selectedAttribute == nil ? [.open] : [.open, .attribute]
        let place = SpanPlace(details.prepared, node: details.node)
        let beside: [Action] =
            (place.hasParent ? [.parent] : []) + (place.hasNextSibling ? [.nextSibling] : [])
        let wrap: [Action] = details.hasLongValues ? [.wrap] : []
        return row + [.search] + beside + wrap + [.back, .pager, .errors, .monitor]
    }

    package func completion(
        of text: String,
        cursor: Int,
        _ purpose: PromptState.Purpose
    ) -> QueryCompletion {
        ExpressionCompletion(prepared: details.prepared).at(cursor, of: text)
    }

    package func honesty(_ context: ScreenContext) -> String {
        let zone = context.zone
        guard let span = details.span else {
            return "the parent that some spans name; it was not received"
        }
        var words: [String] = []
        if !narrow.isEmpty {
            let count = details.rows.count {
                switch $0 {
                case .heading, .web: false
                case .attribute, .field, .link, .warning: true
                }
            }
            words.append(
                count == 0
                    ? "nothing matches /\(narrow)"
                    : "\(CountText.of(count, "row")) match /\(narrow)"
            )
        }
        words += [
            span.start.isKnown
                ? "starts \(TimeText.date(span.start, in: zone)) \(TimeText.clock(span.start, in: zone)) \(zone.name(span.start))"
                : "start unknown",
            "span \(span.id.hex)",
        ]
        return words.joined(separator: " · ")
    }

    package mutating func fit(to size: ScreenSize) {
        details.fit(rows: max(1, size.bodyRows - Self.titleRows), columns: size.columns)
    }

    package var savable: SaveTarget.Content? { .trace(details.trace) }

    package func pagerText(_ context: ScreenContext) -> String? {
        context.text(SpanDetailsText(details, context.textView.lettering, columns: nil).lines, self)
    }

    package func editorText(_ context: ScreenContext) -> EditorText? {
        details.editorText ?? pagerText(context).map { EditorText($0, .screen) }
    }

    package func copyText(_ item: CopyItem, _ context: ScreenContext) -> String? {
        details.copyText(item, of: details.selected, context)
    }
}
