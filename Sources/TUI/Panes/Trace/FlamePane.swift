import Explorer
import PlainText
import TerminalText
import TraceAnalysis
import TraceModel

/// Spans as boxes in rows, the path to the selected one above them: view `2`.
///
/// A box begins and ends with a sign, its name between them; where several are too narrow to be told apart, one sign stands for
/// them. The selected one has signs of its own.
struct FlamePane {
    let pen: Pen

    /// Left of the boxes are the gutter and a blank.
    private static let left = 2

    func paint(_ screen: TraceState, _ prepared: PreparedTrace, on canvas: inout Canvas) {
        let flame = screen.views.flame
        guard let boxes = flame.boxes, let selected = flame.selectedBox else {
            let isAwaited = flame.request != nil
            canvas.putNotice(
                isAwaited ? "" : flame.boxes == nil ? "not laid out; 2 does" : "no spans",
                pen: pen
            )
            canvas.cursor = CanvasPoint(row: 0, column: 0)
            return
        }
        let list = BoxList(
            ListView(
                .screen(columns: canvas.size.columns),
                lettering: pen.lettering,
                zone: .utc,
                now: prepared.overview.start
            ),
            prepared,
            boxes
        )
        let head = screen.rulerRows
        if head > 1 {
            paintPath(boxes, flame, list, on: &canvas)
            paintFigures(selected, flame, list, row: 1, on: &canvas)
        } else {
            paintFigures(selected, flame, list, row: 0, on: &canvas)
        }
        let rows = flame.rows
        for (line, index) in flame.cursor.visible(count: rows.count, height: screen.mainRows)
            .enumerated()
        {
            let isSelected = index == flame.cursor.selected
            let row = head + line
            if isSelected {
                canvas.put(
                    pen.gutter,
                    row: row,
                    style: screen.focus == .main ? .text : Style(.rule)
                )
            }
            let number = rows.lowerBound + index
            canvas.region(
                rows: row..<row + 1,
                columns: min(Self.left, canvas.size.columns)..<canvas.size.columns
            ) {
                paintRow(number, boxes, flame, list, hasFocus: screen.focus == .main, on: &$0)
            }
        }
    }

    /// The boxes above the selected one, the nearest in sight.
    private func paintPath(
        _ boxes: SpanBoxes,
        _ flame: FlameState,
        _ list: BoxList,
        on canvas: inout Canvas
    ) {
        let room = max(1, canvas.size.columns - Self.left)
        let arrow = pen.sign(" › ", " > ")
        var path: SafeText = ""
        var next = flame.selected
        // From the box upwards, as far as there is room.
        while path.width <= room {
            let name = name(list.span(next), columns: room)
            path = path.isEmpty ? name : name + arrow + path
            let parent = Int(boxes.boxes[next].parent)
            guard parent >= 0 else { break }
            next = parent
        }
        canvas.put(
            path.suffix(columns: room, glyphs: pen.glyphs),
            row: 0,
            column: Self.left,
            style: Style(.headerLine, bold: true)
        )
    }

    private func paintFigures(
        _ box: SpanBox,
        _ flame: FlameState,
        _ list: BoxList,
        row: Int,
        on canvas: inout Canvas
    ) {
        let share = CountText.percent(list.share(flame.selected))
        var words = [
            flame.boxes?.length == .time ? "icicle (time)" : "flame (cost)",
            "\(DurationText.short(box.total)) total", "\(share) of all",
            "\(DurationText.short(box.own)) self", CountText.of(Int(box.spanCount), "span"),
        ]
        if box.errors > 0 { words.insert("✗\(CountText.grouped(Int(box.errors)))", at: 1) }
        canvas.put(
            pen.words(
                words.joined(separator: " · "),
                columns: canvas.size.columns - Self.left
            ),
            row: row,
            column: Self.left,
            style: Style(.headerLine)
        )
    }

    private func name(_ span: Span, columns: Int) -> SafeText {
        let words = [span.serviceName, span.name].filter { !$0.isEmpty }
        return words.isEmpty
            ? pen.words("no name") : pen.text(words.joined(separator: " "), columns: columns)
    }

    /// Paints what is in sight of a row, from the left; of boxes that share a cell only the first is looked at.
    private func paintRow(
        _ row: Int,
        _ boxes: SpanBoxes,
        _ flame: FlameState,
        _ list: BoxList,
        hasFocus: Bool,
        on canvas: inout Canvas
    ) {
        let inRow = boxes.boxes(ofRow: row)
        let scale = BoxScale(flame.extent, columns: canvas.size.columns)
        var place = scale.first(of: inRow, boxes, endingAfter: scale.extent.lowerBound)
        var column = 0
        while place < inRow.endIndex {
            let box = boxes.boxes[Int(inRow[place])]
            guard box.start < scale.extent.upperBound else { break }
            let cells = scale.cells(box)
            let start = max(column, cells.lowerBound)
            if cells.count > 1, start < cells.upperBound {
                let isSelected = Int(inRow[place]) == flame.selected
                paint(
                    Int(inRow[place]),
                    start..<cells.upperBound,
                    isSelected: isSelected,
                    list,
                    on: &canvas
                )
                column = cells.upperBound
                place += 1
            } else {
                // Whatever else begins and ends in this cell.
                let next = scale.first(
                    of: inRow,
                    boxes,
                    endingAfter: scale.start(ofCell: start + 1)
                )
                let end = max(place + 1, next)
                let isAlone = end == place + 1
                if start < canvas.size.columns {
                    let box = Int(inRow[place])
                    canvas.put(
                        isAlone ? pen.sign("▪", "#") : pen.sign("┊", ":"),
                        row: 0,
                        column: start,
                        style: Style(.service(named: list.span(box).serviceName))
                    )
                }
                column = start + 1
                place = end
            }
        }
        guard let selected = flame.selectedBox, Int(selected.row) == row else { return }
        let cells = scale.cells(selected)
        if cells.count == 1 {
            canvas.put(
                pen.sign("◆", "@"),
                row: 0,
                column: cells.lowerBound,
                style: Style(.accent, bold: true)
            )
        }
        if hasFocus { canvas.cursor = CanvasPoint(row: 0, column: cells.lowerBound) }
    }

    private func paint(
        _ box: Int,
        _ cells: Range<Int>,
        isSelected: Bool,
        _ list: BoxList,
        on canvas: inout Canvas
    ) {
        let span = list.span(box)
        let isFailed = list.boxes.boxes[box].errors > 0
        let edge = Style(.service(named: span.serviceName), bold: isSelected)
        let (left, fill, right): (SafeText, SafeText, SafeText) =
            isSelected
            ? (pen.sign("┣", "<"), pen.sign("━", "="), pen.sign("┫", ">"))
            : (pen.sign("├", "["), pen.sign("─", "-"), pen.sign("┤", "]"))
        canvas.fill(rows: 0..<1, columns: cells, with: fill, style: edge)
        canvas.put(left, row: 0, column: cells.lowerBound, style: edge)
        var column = cells.lowerBound + 1
        let last = cells.upperBound - 1
        if isFailed, last - column >= 1 {
            column = canvas.put(
                pen.failure,
                row: 0,
                column: column,
                style: Style(.error, bold: true)
            )
        }
        let room = last - column
        if room > 0 {
            canvas.put(
                name(span, columns: room),
                row: 0,
                column: column,
                style: Style(.service(named: span.serviceName), bold: isSelected)
            )
        }
        canvas.put(right, row: 0, column: last, style: edge)
    }
}

/// Where boxes stand on a row of so many cells.
private struct BoxScale {
    let extent: Range<UInt64>
    private let columns: Int
    private let perCell: Double

    init(_ extent: Range<UInt64>, columns: Int) {
        self.extent = extent
        self.columns = max(1, columns)
        perCell = Double(extent.upperBound - extent.lowerBound) / Double(max(1, columns))
    }

    private func cell(_ value: UInt64) -> Double {
        value <= extent.lowerBound ? 0 : Double(value - extent.lowerBound) / perCell
    }

    /// The cells of a box: one at least, and those at whose left edge it has begun and not ended.
    func cells(_ box: SpanBox) -> Range<Int> {
        let first = min(columns - 1, Int(cell(box.start).rounded()))
        let end = min(columns, Int(cell(min(box.end, extent.upperBound)).rounded()))
        return first..<max(first + 1, end)
    }

    /// Where a cell begins.
    func start(ofCell cell: Int) -> UInt64 {
        let offset = (Double(cell) - 0.5) * perCell
        let length = Double(extent.upperBound - extent.lowerBound)
        guard offset < length else { return extent.upperBound }
        return extent.lowerBound + UInt64(max(0, offset))
    }

    /// The place of the first box that ends after `value`.
    ///
    /// - Complexity: O(log boxes).
    func first(of inRow: ArraySlice<Int32>, _ boxes: SpanBoxes, endingAfter value: UInt64) -> Int {
        var low = inRow.startIndex
        var high = inRow.endIndex
        while low < high {
            let middle = (low + high) / 2
            if boxes.boxes[Int(inRow[middle])].end <= value {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}
