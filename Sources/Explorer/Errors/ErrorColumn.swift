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
        share: Result<ErrorShare, MissingShare>,
        isNew: Bool = false
    ) {
        self.group = group
        self.share = share
        self.isNew = isNew
    }

    fileprivate var known: ErrorShare? { try? share.get() }
}

/// The columns of a list of failures by where they began.
package enum ErrorColumn: String, ListColumn {
    case place, what, count, share, first, last, marks, trace

    package static func usual(in list: ErrorList) -> [ErrorColumn] {
        list.view.isScreen
            ? [.count, .share, .last, .place, .what, .marks]
            : [.count, .share, .first, .last, .place, .what, .marks, .trace]
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
            return Column(
                "FIRST",
                list.writing,
                in: list.view,
                rank: rank(in: list),
                fields: [Field("first") { .time(known: $0.group.first) }]
            ) { $0.group.first }
        case .last:
            return Column(
                "LAST",
                list.writing,
                in: list.view,
                rank: rank(in: list),
                fields: [Field("last") { .time(known: $0.group.last) }]
            ) { $0.group.last }
        case .marks:
            return Column("OUTCOME", shape, fields: Self.outcomes) { row, width in
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
        Field("callsSince") {
            $0.known.map { .time(known: $0.start) } ?? .unknown
        },
    ]

    private static let outcomes: [Field<ErrorRow>] = [
        Field("surfaced") { .integer($0.group.outcomes[.surfaced] ?? 0) },
        Field("swallowed") { .integer($0.group.outcomes[.swallowed] ?? 0) },
        Field("retried") { .integer($0.group.outcomes[.retried] ?? 0) },
        Field("late") { .integer($0.group.outcomes[.late] ?? 0) },
        Field("echoes") { .integer($0.group.echoes) },
    ]

    /// Columns of the lowest rank are left out first.
    private func rank(in list: ErrorList) -> Int? {
        switch self {
        case .place, .what, .count: nil
        case .trace: 1
        case .first: 2
        case .share: list.view.isScreen ? 3 : 5
        case .last: 4
        case .marks: list.view.isScreen ? 5 : 3
        }
    }

    private func shape(in list: ErrorList) -> ColumnShape {
        let rank = rank(in: list)
        guard case .screen(let columns) = list.view.medium else {
            switch self {
            case .place: return ColumnShape(.fixed(24))
            case .what: return ColumnShape(.flexible(minimum: 8, ideal: 16))
            case .count: return ColumnShape(.fixed(8))
            case .share: return ColumnShape(.fixed(6), rank: rank)
            // The writing of times says how wide they are.
            case .first, .last: return ColumnShape(.fixed(0), rank: rank)
            case .marks: return ColumnShape(.fixed(12), rank: rank)
            case .trace: return ColumnShape(.fixed(32), rank: rank)
            }
        }
        let gap = columns < 60 ? 1 : 2
        switch self {
        case .place:
            return ColumnShape(.fitting(list.placeColumns, minimum: 8, ideal: 20), gap: gap)
        case .what:
            return ColumnShape(.fitting(list.whatColumns, minimum: 8, ideal: 18), gap: gap)
        case .count: return ColumnShape(.fixed(6))
        case .share: return ColumnShape(.fixed(6), rank: rank, from: 60, gap: 1)
        case .first, .last: return ColumnShape(.fixed(0), rank: rank)
        case .marks:
            return ColumnShape(
                .fitting(list.marksColumns, minimum: 8, ideal: 14),
                rank: rank,
                from: 60,
                gap: gap
            )
        case .trace: return ColumnShape(.fixed(32), rank: rank)
        }
    }
}

extension FailureGroup.Example {
    fileprivate var fieldValue: FieldValue {
        .object([
            ("traceID", .text(traceID.jaegerHex)), ("spanID", .text(span.hex)),
            ("start", .time(known: start)),
        ])
    }
}
