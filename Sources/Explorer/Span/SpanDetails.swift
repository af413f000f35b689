import PlainText
import TerminalText
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
    package internal(set) var rows: [SpanRow] = []
    package internal(set) var cursor = ListCursor()
    var open = Self.usuallyOpen
    /// What the rows are narrowed to; empty for all of them.
    package private(set) var narrow = ""
    /// The parts that were open before the rows were narrowed.
    private var openBefore: Set<SpanSection>?
    package private(set) var height = 1
    /// How the span compares with others like it; nil where that is not known.
    private(set) var likeWords: String?
    package private(set) var columns = 80
    /// The rows over lines while long values are wrapped; nil while each is cut to one line.
    var wrapped: WrappedRows?
    var glyphs = GlyphSet.unicode

    private static let usuallyOpen: Set<SpanSection> = [.conversation, .attributes, .events]

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
        if columns != self.columns {
            let place = place(ofLine: cursor.selected)
            self.columns = columns
            wrapRows(wrapped != nil)
            select(place)
        }
        cursor.keepVisible(count: lineCount, height: height)
    }

    var isOnHeading: Bool {
        if case .heading = selected { return true }
        return false
    }

    mutating func move(_ action: Action, _ context: ScreenContext) -> Bool {
        cursor.apply(action, count: lineCount, height: height, times: context.times)
    }

    mutating func select(row: Int) { select((row, 0)) }

    mutating func select(line: Int) { cursor.select(line, count: lineCount, height: height) }

    /// Folds like `other` and is narrowed like it, so that parts stay open from span to span.
    mutating func keepFolds(of other: SpanDetails) {
        open = other.open
        openBefore = other.openBefore
        narrow = other.narrow
        columns = other.columns
        height = other.height
        glyphs = other.glyphs
        build()
        wrapRows(other.wrapped != nil)
        select((other.selectedRow, 0))
    }

    /// Folds or unfolds the part that the selected row is, or belongs to; false for a row that belongs to none.
    @discardableResult
    mutating func toggleFold() -> Bool {
        var row = selectedRow
        while row >= 0 {
            if rows.indices.contains(row), case .heading(let section, _, _, _, _) = rows[row] {
                if open.remove(section) == nil { open.insert(section) }
                build()
                select(row: row)
                return true
            }
            row -= 1
        }
        return false
    }

    /// Says how the span compares with others like it, and wraps long values or cuts them, as was chosen.
    mutating func update(_ context: inout ScreenContext) {
        wrap(context.wrapsValues, glyphs: context.settings.glyphs)
        let words = context.likeWords(of: node, in: prepared)
        guard words != likeWords else { return }
        let (row, place) = (selected, place(ofLine: cursor.selected))
        likeWords = words
        build()
        let same = row.flatMap { rows.firstIndex(of: $0) }
        select((same ?? place.row, place.part))
    }

    /// Opens every part, events included.
    package mutating func unfoldAll() {
        open = allSections
        build()
    }

    private var allSections: Set<SpanSection> {
        let parts: Set<SpanSection> = [
            .conversation, .attributes, .resource, .scope, .events, .links, .warnings, .ids,
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
        select(row: text.isEmpty ? same ?? 0 : first)
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
        if !narrow.isEmpty { rows = SpanRow.narrowed(rows, to: narrow, open: open) }
        wrapRows(wrapped != nil)
    }
}
