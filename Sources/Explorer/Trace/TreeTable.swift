import TerminalText
import TraceAnalysis
import TraceModel

/// The columns that stand between the names and the bars of the tree.
package struct TreeTable: Sendable {
    package let columns: [SpanColumn]
    private let shapes: [ColumnShape]

    /// Rows that are measured: of very many the first.
    private static let measured = 200
    /// The widest that a column is made for its values.
    private static let widest = 40

    init() {
        columns = []
        shapes = []
    }

    /// - Complexity: O(columns).
    init(_ columns: [SpanColumn], of prepared: PreparedTrace, in view: ListView) {
        self.columns = columns
        let list = SpanList(view, prepared)
        let nodes = prepared.allRows.nodes.prefix(Self.measured).map { Int($0) }
        shapes = columns.map { choice in
            let column = choice.column(in: list)
            var shape = column.shape
            shape.from = 0
            if column.shape.width.isFlexible {
                let widths = nodes.map { column.cell($0, Self.widest).text.width }
                shape.width = .fitting(
                    min(Self.widest, max(column.leastTitleWidth, widths.max() ?? 0, 4)),
                    minimum: 4,
                    ideal: 16
                )
            }
            return shape
        }
    }

    /// The most equal siblings that are compared for their row, by what is shown of them.
    private static let mostCompared = 1024
    /// The same for attributes, which are compared as numbers.
    private static let mostNumbers = 16_384

    /// The columns of the rows of a tree.
    ///
    /// A row that stands for equal siblings shows what all of them have, if they are not too many to tell.
    package func columns(in list: SpanList, _ rows: VisibleNodes?) -> [Column<Int>] {
        let repeats = list.prepared.repeats
        let differs = Cell(list.view.lettering.words("…"), .muted)
        return zip(columns, SpanColumn.shown(columns, in: list)).map { chosen, column in
            var shown = column
            shown.cell = { node, width in
                let cell = column.cell(node, width)
                guard rows?.repeatCount(node) != nil, let group = repeats.group(of: node) else {
                    return cell
                }
                let members = repeats.members(of: group)
                if case .attribute(let key) = chosen {
                    guard members.count <= Self.mostNumbers else { return differs }
                    return list.prepared.haveInCommon(key, members) ? cell : differs
                }
                guard members.count <= Self.mostCompared else { return differs }
                return members.allSatisfy { column.cell(Int($0), width) == cell } ? cell : differs
            }
            return shown
        }
    }

    /// Where the columns stand that fit into `room`.
    package func places(room: Int) -> [ColumnLayout.Place] {
        guard !shapes.isEmpty, room > 0 else { return [] }
        let places = ColumnLayout.fit(shapes, to: room)
        // Columns that may not be left out are placed even where there is no room.
        return places.filter { $0.end <= room }
    }
}
