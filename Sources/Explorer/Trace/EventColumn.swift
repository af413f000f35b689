import PlainText
import TerminalText
import TraceAnalysis
import TraceModel

/// What the columns have to know of the events of a trace.
package struct EventsOfTrace: Sendable {
    package var view: ListView
    package let prepared: PreparedTrace

    package init(_ view: ListView, _ prepared: PreparedTrace) {
        self.view = view
        self.prepared = prepared
    }

    fileprivate func span(_ row: EventRow) -> Span { prepared.trace[Int(row.span)] }
    fileprivate func event(_ row: EventRow) -> Event { span(row).events[Int(row.event)] }
    fileprivate func offset(_ row: EventRow) -> Nanoseconds {
        Timestamp(nanoseconds: row.time).since(prepared.overview.start)
    }

    /// As wide as wished where there is little room, so that attributes have most of it.
    fileprivate func fitting(_ ideal: Int, most: Int) -> ColumnWidth {
        let isNarrow = view.columns ?? .max < 100
        return .flexible(minimum: 5, ideal: ideal, maximum: isNarrow ? ideal : most)
    }

    /// Attributes that are shown on a line of the screen.
    private static let mostAttributes = 16

    fileprivate func attributes(_ row: EventRow) -> SafeText {
        let attributes = event(row).attributes
        let shown = attributes.prefix(view.isScreen ? Self.mostAttributes : attributes.count)
        let words = shown.map { "\($0.key)=\(JSONText.plain($0.value))" }
        return view.lettering.text(words.joined(separator: " "))
    }
}

/// The columns of the events of a trace.
package enum EventColumn: String, ListColumn {
    case time, at, service, span, id, name, attributes

    package static func usual(in list: EventsOfTrace) -> [EventColumn] {
        list.view.isScreen
            ? [.time, .service, .span, .name, .attributes]
            : [.time, .service, .span, .id, .name, .attributes]
    }

    package func column(in list: EventsOfTrace) -> Column<EventRow> {
        let letters = list.view.lettering
        let isScreen = list.view.isScreen
        let gap = isScreen ? 1 : 2
        @Sendable func text(_ text: String, _ width: Int) -> SafeText {
            letters.text(text, columns: isScreen ? max(1, width) : .max)
        }
        switch self {
        case .time:
            return Column(
                "TIME",
                ColumnShape(.fixed(9), gap: gap),
                alignment: .right,
                fields: [Field("offsetNanos") { .integer(list.offset($0)) }]
            ) { row, _ in
                Cell(letters.words(DurationText.offset(list.offset(row))), .number)
            }
        case .at:
            let overview = list.prepared.overview
            return Column(
                "AT",
                TimeWriting(
                    overview.start...max(overview.start, overview.end),
                    in: list.view,
                    clock: .milliseconds
                ),
                in: list.view,
                rank: 0,
                gap: gap,
                fields: [Field("time") { .time(known: list.event($0).time) }]
            ) { list.event($0).time }
        case .service:
            return Column(
                "SERVICE",
                ColumnShape(
                    isScreen ? list.fitting(10, most: 20) : .fixed(16),
                    rank: 2,
                    gap: gap
                ),
                fields: [Field("service") { .text(list.span($0).serviceName) }]
            ) { row, width in
                let name = list.span(row).serviceName
                return Cell(text(name, width), .service(name))
            }
        case .span:
            return Column(
                "SPAN",
                ColumnShape(
                    isScreen
                        ? list.fitting(14, most: 30)
                        : .flexible(minimum: 8, ideal: 16),
                    rank: 3,
                    gap: gap
                ),
                fields: [Field("span") { .text(list.span($0).name) }]
            ) { row, width in Cell(text(list.span(row).name, width)) }
        case .id:
            return Column(
                "SPAN ID",
                ColumnShape(.fixed(16), rank: 1, gap: gap),
                fields: [
                    Field("traceID") { .text(list.span($0).traceID.jaegerHex) },
                    Field("spanID") { .text(list.span($0).id.hex) },
                ]
            ) { row, _ in Cell(letters.text(list.span(row).id.hex), .number) }
        case .name:
            return Column(
                "EVENT",
                ColumnShape(
                    isScreen
                        ? list.fitting(10, most: 30)
                        : .flexible(minimum: 8, ideal: 16),
                    gap: gap
                ),
                fields: [Field("name") { .text(list.event($0).name) }]
            ) { row, width in
                let name = list.event(row).name
                let isFailure = name == "exception" || name == "error"
                return Cell(
                    text(name.isEmpty ? "event" : name, width),
                    isFailure ? .error : .text,
                    isStrong: true
                )
            }
        case .attributes:
            return Column(
                "ATTRIBUTES",
                ColumnShape(.flexible(minimum: 8, ideal: 10, turn: 1), rank: 4, gap: gap),
                fields: [Field("attributes") { .object(list.event($0).attributes.distinct) }]
            ) { row, width in
                Cell(
                    isScreen
                        ? list.attributes(row).prefix(columns: width, glyphs: letters.glyphs)
                        : list.attributes(row),
                    .muted
                )
            }
        }
    }
}
