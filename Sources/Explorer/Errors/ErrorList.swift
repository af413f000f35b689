import PlainText
import TerminalText
import TraceAnalysis
import TraceModel

/// What the columns have to know of a list of failures.
package struct ErrorList: Sendable {
    package var view: ListView
    /// When the first failure of all was, and the last.
    private var times: ClosedRange<Timestamp>?
    /// Columns of the widest text of each, with its heading.
    private(set) var placeColumns = "BEGAN AT".count
    private(set) var whatColumns = "WHAT".count
    private(set) var marksColumns = "OUTCOME".count

    /// - Complexity: O(rows).
    package init(_ view: ListView, _ rows: [ErrorRow] = []) {
        self.view = view
        let groups = rows.lazy.map(\.group)
        if let first = groups.map(\.first).min(), let last = groups.map(\.last).max(), first <= last
        {
            times = first...last
        }
        guard view.isScreen else { return }
        let letters = view.lettering
        for row in rows {
            let origin = row.group.origin
            placeColumns = max(placeColumns, letters.text(origin.place, columns: 400).width)
            whatColumns = max(whatColumns, letters.text(origin.what, columns: 400).width)
            marksColumns = max(marksColumns, marks(row, .max).text.width)
        }
    }
}

extension ErrorList {
    /// How the first and the last time are written.
    var writing: TimeWriting {
        TimeWriting(
            times,
            in: view,
            clock: .seconds,
            datedClock: view.isScreen && view.columns ?? .max < 120 ? .minutes : .seconds
        )
    }

    func place(_ origin: FailureOrigin, _ width: Int) -> Cell {
        let letters = view.lettering
        guard view.isScreen else { return Cell(letters.text(origin.place)) }
        let service = letters.text(origin.service, columns: 400)
        guard !origin.operation.isEmpty else {
            return Cell(service, .service(origin.service))
        }
        let operation = letters.text(origin.operation, columns: 400)
        let room = NamePair.serviceColumns(
            service: service.width,
            operation: operation.width,
            width: width
        )
        return Cell(
            service.prefix(columns: room, glyphs: letters.glyphs),
            .service(origin.service)
        ) + Cell(" ") + Cell(operation)
    }

    /// What became of the failures, in words; those that there is no room for are counted, and the details below have all.
    func marks(_ row: ErrorRow, _ width: Int) -> Cell {
        let letters = view.lettering
        let all = (row.isNew ? [letters.worse + " new"] : []) + words(row.group)
        guard !all.isEmpty else { return Cell(letters.none, .muted) }
        var count = all.count
        func text() -> SafeText {
            let more: [SafeText] = count < all.count ? [letters.text("+\(all.count - count)")] : []
            return SafeText.joined(all.prefix(count), separator: ", ")
                + (more.isEmpty ? SafeText() : " " + more[0])
        }
        while view.isScreen, count > 1, text().width > width { count -= 1 }
        return Cell(text(), row.isNew ? .error : .warning, isStrong: row.isNew)
    }

    private static let outcomes: [(outcome: FailureOutcome, word: String)] = [
        (.swallowed, "swallowed"), (.retried, "retried"), (.late, "late"),
    ]

    private func words(_ group: FailureGroup) -> [SafeText] {
        let letters = view.lettering
        func number(_ count: Int) -> String {
            view.isScreen ? CountText.brief(count) : CountText.grouped(count)
        }
        // On a screen the most frequent comes first, since others may have no room.
        let known = Self.outcomes.compactMap { outcome, word in
            group.outcomes[outcome].map { (count: $0, word: word) }
        }
        let ranked = view.isScreen ? known.sorted { $0.count > $1.count } : known
        var words = ranked.map { "\(number($0.count)) \($0.word)" }
        if view.isScreen, group.echoes > 0 {
            words.append(CountText.of(group.echoes, "echo", plural: "echoes"))
        }
        return words.map { letters.words($0) }
    }
}
