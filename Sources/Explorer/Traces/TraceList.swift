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
    package var facts: TraceListFacts
    /// Columns that the roots are scrolled to the left by.
    package var scroll = 0

    package init(_ view: ListView, _ facts: TraceListFacts = TraceListFacts(), scroll: Int = 0) {
        self.view = view
        self.facts = facts
        self.scroll = scroll
    }
}

extension TraceList {
    /// How starts or ends are written: a narrow terminal has no room for milliseconds.
    func writing(_ times: ClosedRange<Timestamp>?) -> TimeWriting {
        guard case .screen(let columns) = view.medium else {
            return TimeWriting(
                times,
                in: view,
                clock: view.columns ?? .max < 100 ? .seconds : .milliseconds
            )
        }
        return TimeWriting(
            times,
            in: view,
            clock: columns < 80 ? .seconds : .milliseconds,
            datedClock: columns < 80 ? .minutes : columns < 120 ? .seconds : .milliseconds
        )
    }

    /// The least width of the whole at which bars are shown: where they take no columns from names.
    var barFrom: Int {
        let columns = view.columns ?? 0
        let roots = min(rootColumns, max(40, columns / 2))
        let start = writing(facts.starts).columns("START", in: view)
        return max(76, 2 + start + 2 + roots + 9 + 9 + 8 + 5 + (namesServices ? 30 : 5))
    }

    /// Whether services are named, and not only counted.
    var namesServices: Bool {
        if case .screen(let columns) = view.medium { columns >= 160 } else { false }
    }

    /// How many services a trace has, and which; those with errors first.
    func services(_ summary: TraceSummary, _ width: Int) -> Cell {
        let letters = view.lettering
        let count = Cell(SafeText(summary.services.count), .number)
        let failed = summary.services.filter { $0.errorCount > 0 }
        let others = summary.services.filter { $0.errorCount == 0 }
        return (failed + others).reduce(count) { cell, service in
            let name = letters.text(service.name, columns: 60)
            return cell + Cell(" ")
                + (service.errorCount > 0 ? Cell(letters.failure, .error) : .empty)
                + Cell(name, .service(service.name))
        }
    }

    /// In halves of a column, at least one.
    func bar(_ summary: TraceSummary, _ width: Int) -> Cell {
        let letters = view.lettering
        let share = Double(max(0, summary.duration)) / Double(facts.longest)
        let halves = max(1, Int((share * Double(width * 2)).rounded()))
        let whole = SafeText(repeating: letters.sign("━", "="), count: halves / 2)
        let bar = halves % 2 == 1 ? whole + letters.sign("╸", "-") : whole
        return Cell(bar, summary.errorCount > 0 ? .error : .bar)
    }
}
