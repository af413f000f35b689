import PlainText
import TerminalText
package import TraceAnalysis
import TraceModel

/// A group of failures as lists have it.
package struct ErrorRow: Sendable {
    package var group: FailureGroup
    /// It began while the list was followed.
    package var isNew: Bool
    /// How many of the operation's calls failed in this way, or why that is not known.
    package var share: Result<ErrorShare, MissingShare>

    package init(
        _ group: FailureGroup,
        share: Result<ErrorShare, MissingShare> = .failure(.notYet),
        isNew: Bool = false
    ) {
        self.group = group
        self.share = share
        self.isNew = isNew
    }

    fileprivate var known: ErrorShare? { try? share.get() }
}

/// What the columns have to know of a list of failures.
package struct ErrorList: Sendable {
    package var view: ListView
    /// Where there is little room and nobody chose columns, the place says what failed too.
    package var placeSaysWhat: Bool

    package init(_ view: ListView, chosen: [ErrorColumn]? = nil) {
        self.view = view
        placeSaysWhat =
            if case .screen(let columns) = view.medium { chosen == nil && columns < 120 } else {
                false
            }
    }
}

/// The columns of a list of failures by where they began.
package enum ErrorColumn: String, ListColumn {
    case place, what, count, share, first, last, marks, trace

    package static func usual(in list: ErrorList) -> [ErrorColumn] {
        guard list.view.isScreen else {
            return [.count, .share, .first, .last, .place, .what, .marks, .trace]
        }
        return list.placeSaysWhat
            ? [.count, .share, .last, .place, .marks]
            : [.count, .share, .last, .place, .what, .marks]
    }

    package func column(in list: ErrorList) -> Column<ErrorRow> {
        let letters = list.view.lettering
        let shape = shape(in: list)
        switch self {
        case .place:
            return Column(
                "BEGAN AT",
                shape,
                fields: [
                    Field("service") { .text($0.group.origin.service) },
                    Field("operation") { .text($0.group.origin.operation) },
                ]
            ) { row, width in list.place(row.group.origin, width) }
        case .what:
            return Column(
                "WHAT",
                shape,
                fields: [
                    Field("cause") { .text($0.group.origin.cause) },
                    Field("message") { .text($0.group.origin.message) },
                ]
            ) { row, width in Cell(letters.text(row.group.origin.what, columns: width)) }
        case .count:
            return Column(
                "COUNT",
                shape,
                alignment: .right,
                fields: [Field("count") { .integer($0.group.count) }]
            ) { row, _ in
                let count = row.group.count
                let text = list.view.isScreen ? CountText.brief(count) : CountText.grouped(count)
                return Cell(letters.failure + letters.text(text), .error, isStrong: true)
            }
        case .share:
            return Column(
                "SHARE",
                shape,
                alignment: .right,
                fields: Self.shares
            ) { row, _ in
                guard let known = row.known else { return Cell(letters.unknown, .muted) }
                return Cell(letters.words(known.text), .number)
            }
        case .first:
            return Column("FIRST", shape, fields: [Field("first") { .time($0.group.first) }]) {
                row,
                _ in list.view.time(row.group.first, list.timeForm)
            }
        case .last:
            return Column("LAST", shape, fields: [Field("last") { .time($0.group.last) }]) {
                row,
                _ in list.view.time(row.group.last, list.timeForm)
            }
        case .marks:
            return Column("MARKS", shape, fields: Self.outcomes) { row, width in
                list.marks(row, width)
            }
        case .trace:
            return Column(
                "TRACE",
                shape,
                fields: [Field("examples") { .list($0.group.examples.map(\.fieldValue)) }]
            ) { row, _ in
                Cell(letters.text(row.group.examples.first?.traceID.jaegerHex ?? ""), .number)
            }
        }
    }

    private static let shares: [Field<ErrorRow>] = [
        Field("share") { .number(optional: $0.known?.share) },
        Field("shareBound") { .text(optional: $0.known?.bound.rawValue) },
        Field("calls") { .integer(optional: $0.known?.calls) },
        Field("callsFailed") { .integer(optional: $0.known?.failures) },
        Field("callsFrom") { .text(optional: $0.known?.basis.rawValue) },
        Field("callsSince") { $0.known.flatMap { $0.start > .zero ? .time($0.start) : nil } ?? .unknown },
    ]

    private static let outcomes: [Field<ErrorRow>] = [
        Field("surfaced") { .integer($0.group.outcomes[.surfaced] ?? 0) },
        Field("swallowed") { .integer($0.group.outcomes[.swallowed] ?? 0) },
        Field("retried") { .integer($0.group.outcomes[.retried] ?? 0) },
        Field("late") { .integer($0.group.outcomes[.late] ?? 0) },
        Field("echoes") { .integer($0.group.echoes) },
    ]

    private func shape(in list: ErrorList) -> ColumnShape {
        guard case .screen(let columns) = list.view.medium else {
            switch self {
            case .place: return ColumnShape(.fixed(24))
            case .what: return ColumnShape(.flexible(minimum: 8, ideal: 16))
            case .count: return ColumnShape(.fixed(8))
            case .share: return ColumnShape(.fixed(6), rank: 5)
            case .first: return ColumnShape(.fixed(list.timeForm.width), rank: 2)
            case .last: return ColumnShape(.fixed(list.timeForm.width), rank: 4)
            case .marks: return ColumnShape(.fixed(12), rank: 3)
            case .trace: return ColumnShape(.fixed(32), rank: 1)
            }
        }
        switch self {
        case .place:
            return columns >= 120 && !list.placeSaysWhat
                ? ColumnShape(.flexible(minimum: 8, maximum: 48, part: 3))
                : ColumnShape(.flexible(minimum: 8), gap: columns >= 60 ? 2 : 1)
        case .what: return ColumnShape(.flexible(minimum: 8))
        case .count: return ColumnShape(.fixed(6))
        case .share: return ColumnShape(.fixed(6), rank: 3, from: 60, gap: 1)
        case .first: return ColumnShape(.fixed(list.timeForm.width), rank: 2)
        case .last: return ColumnShape(.fixed(list.timeForm.width), rank: 4, from: 60)
        case .marks:
            let width = columns >= 120 ? 39 : columns >= 80 ? 16 : 13
            return ColumnShape(.fixed(width), rank: 5, from: 60, gap: 1)
        case .trace: return ColumnShape(.fixed(32), rank: 1)
        }
    }
}

extension ErrorList {
    /// To a pipe all rows have one form, whatever the day.
    fileprivate var timeForm: TimeForm {
        view.isScreen ? .clockOrDay : view.columns == nil ? .full : .briefSeconds
    }

    fileprivate func place(_ origin: FailureOrigin, _ width: Int) -> Cell {
        let letters = view.lettering
        guard view.isScreen else { return Cell(letters.text(origin.place)) }
        // Where both share a column, what failed has some of it however long the place is.
        let room = placeSaysWhat ? width * 3 / 5 : width
        let service = letters.text(origin.service, columns: room)
        var cell = Cell(service, .service(origin.service))
        var used = service.width
        if room - used - 1 > 0, !origin.operation.isEmpty {
            let operation = letters.text(origin.operation, columns: room - used - 1)
            cell = cell + Cell(" ") + Cell(operation)
            used += 1 + operation.width
        }
        guard placeSaysWhat else { return cell }
        return cell + Cell("  ")
            + Cell(letters.text(origin.what, columns: width - used - 2), .muted)
    }

    fileprivate func marks(_ row: ErrorRow, _ width: Int) -> Cell {
        let letters = view.lettering
        let words = letters.words(marks(row.group))
        let text = row.isNew ? letters.worse + " new " + words : words
        guard !text.isEmpty else { return Cell(letters.none, .muted) }
        let cut = view.isScreen ? text.prefix(columns: width, glyphs: letters.glyphs) : text
        return Cell(cut, row.isNew ? .error : .warning, isStrong: row.isNew)
    }

    private static let marks: [(outcome: FailureOutcome, letter: String, word: String)] = [
        (.swallowed, "s", "swallowed"), (.retried, "r", "retried"), (.late, "l", "late"),
    ]

    /// Letters where there is little room, else words.
    private func marks(_ group: FailureGroup) -> String {
        let outcomes = Self.marks.compactMap { mark in
            group.outcomes[mark.outcome].map { (count: $0, mark: mark) }
        }
        guard case .screen(let columns) = view.medium else {
            return outcomes.map { "\($0.count) \($0.mark.word)" }.joined(separator: ", ")
        }
        guard columns >= 120 else {
            let echoes = group.echoes > 0 ? ["e" + CountText.brief(group.echoes)] : []
            return (outcomes.map { $0.mark.letter + CountText.brief($0.count) } + echoes)
                .joined(separator: " ")
        }
        let echoes =
            group.echoes > 0 ? [CountText.of(group.echoes, "echo", plural: "echoes")] : []
        return (outcomes.map { "\(CountText.brief($0.count)) \($0.mark.word)" } + echoes)
            .joined(separator: ", ")
    }
}

extension FailureGroup.Example {
    fileprivate var fieldValue: FieldValue {
        .object([
            ("traceID", .text(traceID.jaegerHex)), ("spanID", .text(span.hex)),
            ("start", .time(start)),
        ])
    }
}
