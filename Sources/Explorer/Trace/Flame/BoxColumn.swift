import PlainText
import TerminalText
package import TraceAnalysis
package import TraceModel

/// A box of a flame graph as lists have it.
package struct BoxRow: Sendable {
    /// Its number among ``SpanBoxes/boxes``.
    package let box: Int
    /// Its place in the list, and that of the box above it.
    package let place: Int
    package let parent: Int?
}

/// What the columns have to know of the boxes of a trace.
package struct BoxList: Sendable {
    package var view: ListView
    package let prepared: PreparedTrace
    package let boxes: SpanBoxes
    /// All cost, or all time, that there is.
    private let whole: UInt64

    package init(_ view: ListView, _ prepared: PreparedTrace, _ boxes: SpanBoxes) {
        self.view = view
        self.prepared = prepared
        self.boxes = boxes
        whole = boxes.extent.upperBound - boxes.extent.lowerBound
    }

    /// The boxes from above to below and from left to right.
    ///
    /// - Complexity: O(boxes).
    package var rows: [BoxRow] {
        var rows: [BoxRow] = []
        rows.reserveCapacity(boxes.boxes.count)
        var places = [Int](repeating: 0, count: boxes.boxes.count)
        var stack = Array(boxes.roots.reversed())
        while let next = stack.popLast() {
            let box = Int(next)
            let parent = Int(boxes.boxes[box].parent)
            places[box] = rows.count
            rows.append(
                BoxRow(box: box, place: rows.count, parent: parent < 0 ? nil : places[parent])
            )
            stack.append(contentsOf: boxes.children(of: box).reversed())
        }
        return rows
    }

    /// The first span of a box, which names it.
    package func span(_ box: Int) -> Span { prepared.trace[Int(boxes.spans(of: box).first ?? 0)] }

    /// What part of the whole a box took, by its own duration; more than 1 where it ran several times at once.
    package func share(_ box: Int) -> Double {
        let length =
            boxes.length == .cost
            ? UInt64(boxes.boxes[box].total) : boxes.boxes[box].end - boxes.boxes[box].start
        return Double(length) / Double(whole)
    }

    /// Levels above it that are drawn.
    private static let mostLevels = 200

    fileprivate func label(_ row: BoxRow) -> SafeText {
        let letters = view.lettering
        let depth = depth(row.box)
        let indent = min(depth, view.columns.map { max(1, $0 / 6) } ?? Self.mostLevels)
        let cut = depth > indent ? letters.words("(+\(depth - indent)) ") : SafeText()
        let blanks = letters.text(String(repeating: "  ", count: indent))
        let span = span(row.box)
        let names = [span.serviceName, span.name].filter { !$0.isEmpty }
        return cut + blanks + SafeText.joined(names.map { letters.text($0) }, separator: " ")
    }

    /// In a flame graph rows are levels.
    fileprivate func depth(_ box: Int) -> Int { Int(boxes.boxes[box].row) }
}

/// The columns of the flame graph of a trace.
package enum BoxColumn: String, ListColumn {
    case box, depth, service, name, spans, errors, total
    case own = "self"
    case share, tree

    package static func usual(in list: BoxList) -> [BoxColumn] {
        [.total, .own, .share, .spans, .errors, .tree]
    }

    package func column(in list: BoxList) -> Column<BoxRow> {
        let letters = list.view.lettering
        let boxes = list.boxes
        @Sendable func count(_ value: Int) -> Cell {
            Cell(letters.words(CountText.grouped(value)), .number)
        }
        func column(
            _ title: SafeText,
            _ width: Int,
            rank: Int?,
            fields: [Field<BoxRow>],
            cell: @escaping @Sendable (SpanBox) -> Cell
        ) -> Column<BoxRow> {
            Column(
                title,
                ColumnShape(.fixed(width), rank: rank),
                alignment: .right,
                fields: fields
            ) { row, _ in cell(boxes.boxes[row.box]) }
        }
        func field(
            _ name: StaticString,
            _ value: @escaping @Sendable (SpanBox) -> FieldValue
        ) -> Field<BoxRow> {
            Field(name) { value(boxes.boxes[$0.box]) }
        }
        switch self {
        case .box:
            return Column(
                "BOX",
                ColumnShape(.fixed(6), rank: 0),
                alignment: .right,
                fields: [
                    Field("box") { .integer($0.place) },
                    Field("parentBox") { .integer(optional: $0.parent) },
                ]
            ) { row, _ in count(row.place) }
        case .depth:
            return column(
                "DEPTH",
                5,
                rank: 0,
                fields: [field("depth") { .integer(Int($0.row)) }]
            ) { count(Int($0.row)) }
        case .service:
            return Column(
                "SERVICE",
                ColumnShape(.fixed(16), rank: 1),
                fields: [Field("service") { .text(list.span($0.box).serviceName) }]
            ) { row, _ in
                let name = list.span(row.box).serviceName
                return Cell(letters.text(name), .service(name))
            }
        case .name:
            return Column(
                "NAME",
                ColumnShape(.flexible(minimum: 8, ideal: 16), rank: 1),
                fields: [Field("name") { .text(list.span($0.box).name) }]
            ) { row, _ in Cell(letters.text(list.span(row.box).name)) }
        case .spans:
            return column(
                "SPANS",
                7,
                rank: 3,
                fields: [field("spanCount") { .integer(Int($0.spanCount)) }]
            ) { count(Int($0.spanCount)) }
        case .errors:
            return column(
                "ERRORS",
                6,
                rank: 4,
                fields: [field("errorCount") { .integer(Int($0.errors)) }]
            ) {
                $0.errors > 0
                    ? Cell(
                        letters.failure + letters.words(CountText.grouped(Int($0.errors))),
                        .error
                    )
                    : Cell(letters.none, .muted)
            }
        case .total:
            return column(
                "TOTAL",
                8,
                rank: nil,
                fields: [field("totalNanos") { .integer($0.total) }]
            ) { Cell(letters.words(DurationText.short($0.total)), .number) }
        case .own:
            return column(
                "SELF",
                8,
                rank: 5,
                fields: [field("selfNanos") { .integer($0.own) }]
            ) { Cell(letters.words(DurationText.short($0.own)), .number) }
        case .share:
            return Column(
                "SHARE",
                ColumnShape(.fixed(6), rank: 2),
                alignment: .right,
                fields: [Field("share") { .number(list.share($0.box)) }]
            ) { row, _ in Cell(letters.words(CountText.percent(list.share(row.box))), .number) }
        case .tree:
            return Column("SPAN", ColumnShape(.flexible(minimum: 0))) { row, _ in
                Cell(list.label(row))
            }
        }
    }
}
