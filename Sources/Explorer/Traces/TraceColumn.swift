import PlainText
import TerminalText
import TraceModel

/// The columns of a list of traces.
package enum TraceColumn: String, ListColumn {
    case id, start, end, duration, bar, root, spans, errors, orphans, services, moved, grown

    package static func usual(in list: TraceList) -> [TraceColumn] {
        switch list.view.medium {
        case .screen(let columns):
            [.start, .root, .bar, .duration, .spans, .errors, .services]
                + (columns >= 160 ? [.id] : [])
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
            return Column(
                "START",
                list.writing(list.facts.starts),
                in: list.view,
                fields: [Field("start") { .time(known: $0.summary.start) }]
            ) { $0.summary.start }
        case .end:
            return Column(
                "END",
                list.writing(list.facts.ends),
                in: list.view,
                rank: list.view.isScreen ? 3 : 0,
                fields: [Field("end") { .time(known: $0.summary.end) }]
            ) { $0.summary.end }
        case .duration:
            return Column(
                "DURATION",
                shape,
                alignment: .right,
                fields: [Field("durationNanos") { .integer($0.summary.duration) }]
            ) { row, _ in
                var words = letters.words(DurationText.short(row.summary.duration))
                if row.summary.movedSpanCount > 0 { words = letters.moved + words }
                return Cell(row.hasGrown ? letters.sign("↑", "^") + words : words, .number)
            }
        case .bar:
            return Column("", shape) { row, width in list.bar(row.summary, width) }
        case .root:
            let titles = list.rootTitles
            return Column(
                titles[0],
                shape,
                shortTitles: Array(titles.dropFirst()),
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
            let hasNames = list.namesServices
            return Column(
                hasNames ? "SERVICES" : "SVC",
                shape,
                alignment: hasNames ? .left : .right,
                fields: [Field("services") { .list($0.summary.services.map(\.fieldValue)) }]
            ) { row, width in
                hasNames
                    ? list.services(row.summary, width)
                    : Cell(SafeText(row.summary.services.count), .number)
            }
        case .moved:
            return Column(
                "MOVED",
                shape,
                alignment: .right,
                fields: [Field("movedSpanCount") { .integer($0.summary.movedSpanCount) }]
            ) { row, _ in
                let count = row.summary.movedSpanCount
                return count == 0
                    ? Cell(letters.none, .muted)
                    : Cell(letters.text(CountText.grouped(count)), .warning)
            }
        case .grown:
            return Column("GROWN", shape, fields: [Field("grown") { .flag($0.hasGrown) }]) {
                row,
                _ in Cell(row.hasGrown ? "grown" : letters.none, .muted)
            }
        }
    }

    /// The order in which columns are left out is that of a table; where a list streams, ids are left out before errors.
    private func shape(in list: TraceList) -> ColumnShape {
        guard case .screen(let columns) = list.view.medium else { return shapeInTable(list) }
        switch self {
        case .id: return ColumnShape(.fixed(32), rank: 1)
        // The writing of times says how wide they are.
        case .start, .end: return ColumnShape(.fixed(0))
        case .duration: return ColumnShape(.fixed(8), gap: 1)
        // Bars take what names leave.
        case .bar:
            return ColumnShape(
                .flexible(minimum: list.namesServices ? 20 : 8, maximum: 40, turn: 1),
                rank: 0,
                from: list.barFrom,
                gap: 1
            )
        case .root:
            return ColumnShape(.fitting(list.rootColumns, minimum: 6, ideal: columns / 4))
        case .spans: return ColumnShape(.fixed(8), rank: 4, from: 48, gap: 0)
        case .errors: return ColumnShape(.fixed(5), gap: 0)
        case .orphans: return ColumnShape(.fixed(7), rank: 3, gap: 1)
        case .services where list.namesServices:
            return ColumnShape(
                .fitting(list.facts.widestServices, minimum: 8, ideal: 16),
                rank: 2
            )
        case .services: return ColumnShape(.fixed(5), rank: 2, from: 60, gap: 0)
        case .moved, .grown: return ColumnShape(.fixed(5), rank: 0, gap: 1)
        }
    }

    private func shapeInTable(_ list: TraceList) -> ColumnShape {
        let isStream = if case .stream = list.view.medium { true } else { false }
        switch self {
        case .id: return ColumnShape(.fixed(32), rank: isStream ? 3 : 4)
        case .start, .end: return ColumnShape(.fixed(0))
        case .duration: return ColumnShape(.fixed(8))
        case .bar: return ColumnShape(.fixed(20), rank: 0)
        case .root: return ColumnShape(.flexible(minimum: 0, ideal: 16))
        case .spans: return ColumnShape(.fixed(6), rank: 2)
        case .errors: return ColumnShape(.fixed(4), rank: isStream ? nil : 3)
        case .orphans: return ColumnShape(.fixed(7), rank: 0)
        case .services: return ColumnShape(.fixed(3), rank: 1)
        case .moved, .grown: return ColumnShape(.fixed(5), rank: 0)
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
