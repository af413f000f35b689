import PlainText
import TerminalText
import TraceModel

/// The columns of a list of traces.
package enum TraceColumn: String, ListColumn {
    case id, start, end, duration, bar, root, spans, errors, orphans, services, grown

    package static func usual(in list: TraceList) -> [TraceColumn] {
        switch list.view.medium {
        case .screen: [.start, .root, .bar, .duration, .spans, .errors, .services]
        case .table: [.start, .root, .duration, .spans, .errors, .services, .id]
        case .stream: [.start, .duration, .spans, .errors, .services, .id, .root]
        }
    }

    package func column(in list: TraceList) -> Column<TraceRow> {
        let letters = list.view.lettering
        let shape = shape(in: list)
        switch self {
        case .id:
            return Column(
                "TRACE",
                shape,
                fields: [Field("traceID") { .text($0.summary.id.jaegerHex) }]
            ) { row, _ in Cell(letters.text(row.summary.id.jaegerHex), .number) }
        case .start:
            return Column("START", shape, fields: [Field("start") { .time($0.summary.start) }]) {
                row,
                _ in list.view.time(row.summary.start, list.timeForm)
            }
        case .end:
            return Column("END", shape, fields: [Field("end") { .time($0.summary.end) }]) {
                row,
                _ in list.view.time(row.summary.end, list.timeForm)
            }
        case .duration:
            return Column(
                "DURATION",
                shape,
                alignment: .right,
                fields: [Field("durationNanos") { .integer($0.summary.duration) }]
            ) { row, _ in
                let words = letters.words(DurationText.short(row.summary.duration))
                return Cell(row.hasGrown ? letters.sign("↑", "^") + words : words, .number)
            }
        case .bar:
            return Column("", shape) { row, width in list.bar(row.summary, width) }
        case .root:
            return Column(
                "ROOT",
                shape,
                fields: [
                    Field("rootService") { .text($0.summary.rootService) },
                    Field("rootOperation") { .text($0.summary.rootOperation) },
                ]
            ) { row, width in list.root(row.summary, width) }
        case .spans:
            return Column(
                "SPANS",
                shape,
                alignment: .right,
                fields: [Field("spanCount") { .integer($0.summary.spanCount) }]
            ) { row, _ in
                let hasOrphans = row.summary.orphanCount.map { $0 > 0 } ?? false
                let count = CountText.grouped(row.summary.spanCount)
                return Cell(
                    letters.text(count + (hasOrphans ? "?" : "")),
                    hasOrphans ? .warning : .number
                )
            }
        case .errors:
            return Column(
                "ERR",
                shape,
                alignment: .right,
                fields: [Field("errorCount") { .integer($0.summary.errorCount) }]
            ) { row, _ in
                let count = row.summary.errorCount
                return count == 0
                    ? Cell(letters.none, .muted)
                    : Cell(letters.failure + SafeText(count), .error, isStrong: count > 0)
            }
        case .orphans:
            return Column(
                "ORPHANS",
                shape,
                alignment: .right,
                fields: [Field("orphanCount") { .integer(optional: $0.summary.orphanCount) }]
            ) { row, _ in
                guard let count = row.summary.orphanCount else {
                    return Cell(letters.unknown, .muted)
                }
                return count == 0
                    ? Cell(letters.none, .muted)
                    : Cell(letters.text(CountText.grouped(count)), .warning)
            }
        case .services:
            return Column(
                "SVC",
                shape,
                alignment: .right,
                fields: [Field("services") { .list($0.summary.services.map(\.fieldValue)) }]
            ) { row, _ in Cell(SafeText(row.summary.services.count), .number) }
        case .grown:
            return Column("GROWN", shape, fields: [Field("grown") { .flag($0.hasGrown) }]) {
                row,
                _ in Cell(row.hasGrown ? "grown" : letters.none, .muted)
            }
        }
    }

    /// The order in which columns are left out is that of a table; where a list streams, ids are left out before errors.
    private func shape(in list: TraceList) -> ColumnShape {
        let view = list.view
        if case .screen(let columns) = view.medium {
            switch self {
            case .id: return ColumnShape(.fixed(32), rank: 4)
            case .start: return ColumnShape(.fixed(list.timeForm.width))
            case .end: return ColumnShape(.fixed(list.timeForm.width), rank: 2)
            case .duration: return ColumnShape(.fixed(8), gap: 1)
            case .bar:
                let width = max(12, min(60, (columns - 44) / 3))
                return ColumnShape(.fixed(width), rank: 0, from: 76, gap: 1)
            case .root: return ColumnShape(.flexible(minimum: 6))
            case .spans: return ColumnShape(.fixed(8), rank: 3, from: 48, gap: 0)
            case .errors: return ColumnShape(.fixed(5), rank: 5, gap: 0)
            case .orphans: return ColumnShape(.fixed(7), rank: 2, gap: 1)
            case .services: return ColumnShape(.fixed(5), rank: 1, from: 60, gap: 0)
            case .grown: return ColumnShape(.fixed(5), rank: 0, gap: 1)
            }
        }
        let isStream = if case .stream = view.medium { true } else { false }
        switch self {
        case .id: return ColumnShape(.fixed(32), rank: isStream ? 3 : nil)
        case .start: return ColumnShape(.fixed(list.timeForm.width))
        case .end: return ColumnShape(.fixed(list.timeForm.width), rank: 0)
        case .duration: return ColumnShape(.fixed(8))
        case .bar: return ColumnShape(.fixed(20), rank: 0)
        case .root: return ColumnShape(.flexible(minimum: 0, ideal: 16))
        case .spans: return ColumnShape(.fixed(6), rank: 2)
        case .errors: return ColumnShape(.fixed(4), rank: isStream ? nil : 3)
        case .orphans: return ColumnShape(.fixed(7), rank: 0)
        case .services: return ColumnShape(.fixed(3), rank: 1)
        case .grown: return ColumnShape(.fixed(5), rank: 0)
        }
    }
}

extension ServiceShare {
    fileprivate var fieldValue: FieldValue {
        .object([
            ("name", .text(name)), ("spanCount", .integer(spanCount)),
            ("errorCount", .integer(errorCount)),
        ])
    }
}
