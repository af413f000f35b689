import PlainText
import TerminalText
package import TraceModel

/// A trace as lists have it.
package struct TraceRow: Sendable {
    package var summary: TraceSummary
    /// It was printed before, and is larger now.
    package var hasGrown: Bool

    package init(_ summary: TraceSummary, hasGrown: Bool = false) {
        self.summary = summary
        self.hasGrown = hasGrown
    }
}

/// What the columns have to know of a list of traces.
package struct TraceList: Sendable {
    package var view: ListView
    /// Some trace is not of today.
    package var isDated = false
    /// The longest trace, which has the longest bar.
    package var longest: Nanoseconds = 1
    /// Columns that the roots are scrolled to the left by.
    package var scroll = 0

    package init(_ view: ListView) {
        self.view = view
    }

    /// With what has to be known of all of `summaries`.
    package init(_ view: ListView, _ summaries: [TraceSummary], scroll: Int = 0) {
        self.view = view
        self.scroll = scroll
        longest = max(1, summaries.lazy.map(\.duration).max() ?? 1)
        let today = TimeText.date(view.now, in: view.zone)
        isDated =
            view.isScreen
            && summaries.contains { TimeText.date($0.start, in: view.zone) != today }
    }
}

extension TraceList {
    /// To a pipe all rows have one form, whatever the day; a narrow terminal has no room for milliseconds.
    var timeForm: TimeForm {
        switch view.medium {
        case .screen(let columns):
            columns < 60
                ? (isDated ? .dayAndMinute : .clockSeconds) : (isDated ? .full : .clock)
        case .table(let columns):
            columns.map { $0 < 100 ? .briefSeconds : .brief } ?? .full
        case .stream(let columns):
            columns.map { $0 < 100 ? .clockSeconds : .clock } ?? .full
        }
    }

    func root(_ summary: TraceSummary, _ width: Int) -> Cell {
        let letters = view.lettering
        guard view.isScreen else { return Cell(letters.text(summary.title)) }
        guard !summary.rootService.isEmpty || !summary.rootOperation.isEmpty else {
            return Cell(letters.text(summary.title, columns: width), .warning)
        }
        let service = letters.text(summary.rootService, columns: 400)
        let room = scroll > 0 ? 400 : max(1, width - service.width - 1)
        let cell =
            Cell(service, .service(summary.rootService)) + Cell(" ")
            + Cell(letters.text(summary.rootOperation, columns: room))
        return scroll > 0 ? cell.dropFirst(columns: scroll) : cell
    }

    /// In halves of a column, at least one.
    func bar(_ summary: TraceSummary, _ width: Int) -> Cell {
        let letters = view.lettering
        let share = Double(max(0, summary.duration)) / Double(longest)
        let halves = max(1, Int((share * Double(width * 2)).rounded()))
        let whole = SafeText(repeating: letters.sign("━", "="), count: halves / 2)
        let bar = halves % 2 == 1 ? whole + letters.sign("╸", "-") : whole
        return Cell(bar, summary.errorCount > 0 ? .error : .bar)
    }
}
