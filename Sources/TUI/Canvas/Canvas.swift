package import TerminalText

/// A screen, or a part of one, as a value: a grid of characters with styles, and where the cursor is.
///
/// Drawing code sees only ``size`` and coordinates from 0; ``region(rows:columns:_:)`` narrows both to a
/// part. What lies outside is clipped, and a wide character is never split: where only half of it would be
/// seen, a blank is.
package struct Canvas: Sendable {
    /// Of the whole grid.
    let gridSize: CanvasSize
    /// Row by row, of the whole grid.
    private(set) var cells: [CanvasCell]
    /// ``Style/code`` of every cell.
    private(set) var styles: [UInt16]
    /// Where cells lead, in the order in which they were drawn.
    private(set) var links: [CanvasLink] = []
    /// Where the terminal's own cursor stands in the whole grid.
    private var gridCursor: CanvasPoint?
    private var origin = CanvasPoint(row: 0, column: 0)

    /// Of what is being drawn on now.
    package private(set) var size: CanvasSize

    /// Blank, in the style of plain text.
    package init(size: CanvasSize) {
        let size = CanvasSize(rows: max(0, size.rows), columns: max(0, size.columns))
        gridSize = size
        self.size = size
        cells = Array(repeating: .blank, count: size.rows * size.columns)
        styles = Array(repeating: Style.text.code, count: size.rows * size.columns)
    }

    package init(rows: Int, columns: Int) {
        self.init(size: CanvasSize(rows: rows, columns: columns))
    }

    /// Where the terminal's own cursor goes: on the row or field in focus, so that readers find it.
    ///
    /// Points outside the canvas are moved to its edge. Without one the cursor is hidden.
    package var cursor: CanvasPoint? {
        get {
            gridCursor.map {
                CanvasPoint(row: $0.row - origin.row, column: $0.column - origin.column)
            }
        }
        set {
            gridCursor = newValue.map {
                CanvasPoint(
                    row: origin.row + min(max(0, $0.row), max(0, size.rows - 1)),
                    column: origin.column + min(max(0, $0.column), max(0, size.columns - 1))
                )
            }
        }
    }

    /// Lets `body` draw on a part as if it were all there is; rows and columns outside are left out.
    @discardableResult
    package mutating func region<Result>(
        rows: Range<Int>,
        columns: Range<Int>,
        _ body: (inout Canvas) throws -> Result
    ) rethrows -> Result {
        let outer = (origin, size)
        defer { (origin, size) = outer }
        let rows = rows.clamped(to: 0..<size.rows)
        let columns = columns.clamped(to: 0..<size.columns)
        origin = CanvasPoint(
            row: origin.row + rows.lowerBound,
            column: origin.column + columns.lowerBound
        )
        size = CanvasSize(rows: rows.count, columns: columns.count)
        return try body(&self)
    }

    /// Draws `text` from `column` on, over what is there.
    ///
    /// ``SafeText/replaced`` parts get the role ``Role/hostile``. Columns may be negative: what lies left of
    /// the edge is clipped. `maxColumns` clips without an ellipsis; cut the text first to have one. Where there is a `link`,
    /// terminals that can open it do.
    ///
    /// - Returns: The column after the text, wherever it was clipped.
    @discardableResult
    package mutating func put(
        _ text: SafeText,
        row: Int,
        column: Int = 0,
        maxColumns: Int = .max,
        style: Style = .text,
        link: LinkAddress? = nil
    ) -> Int {
        let width = min(text.width, max(0, maxColumns))
        guard (0..<size.rows).contains(row), width > 0 else { return column + width }
        let visible = (column..<(column + width)).clamped(to: 0..<size.columns)
        guard !visible.isEmpty else { return column + width }
        let base = (origin.row + row) * gridSize.columns + origin.column
        repair(at: base + visible.lowerBound)
        repair(at: base + visible.upperBound)
        var style = style
        if let link {
            style.isLink = true
            let left = origin.column + visible.lowerBound
            links.append(
                CanvasLink(
                    row: origin.row + row,
                    columns: left..<left + visible.count,
                    address: link
                )
            )
        }
        let code = style.code
        var hostile = style
        hostile.role = .hostile
        let hostileCode = hostile.code
        cells.withUnsafeMutableBufferPointer { cells in
            styles.withUnsafeMutableBufferPointer { styles in
                var at = column
                text.forEachCell { cell in
                    defer { at += cell.width }
                    guard at < visible.upperBound else { return false }
                    guard at + cell.width > visible.lowerBound else { return true }
                    let isWhole =
                        at >= visible.lowerBound && at + cell.width <= visible.upperBound
                    for part in max(
                        at,
                        visible.lowerBound
                    )..<min(
                        at + cell.width,
                        visible.upperBound
                    ) {
                        cells[base + part] =
                            !isWhole ? .blank : part == at ? CanvasCell(cell) : .rightHalf
                        styles[base + part] = cell.isReplaced ? hostileCode : code
                    }
                    return true
                }
            }
        }
        return column + width
    }

    /// Fills a part with one character, by default blanks.
    package mutating func fill(
        rows: Range<Int>,
        columns: Range<Int>,
        with text: SafeText = " ",
        style: Style = .text
    ) {
        var filling: SafeText.Cell?
        text.forEachCell {
            filling = $0
            return false
        }
        let rows = rows.clamped(to: 0..<size.rows)
        let columns = columns.clamped(to: 0..<size.columns)
        guard let filling, filling.width == 1, !columns.isEmpty else { return }
        let cell = CanvasCell(filling)
        let code = style.code
        for row in rows {
            let base = (origin.row + row) * gridSize.columns + origin.column
            repair(at: base + columns.lowerBound)
            repair(at: base + columns.upperBound)
            for column in columns {
                cells[base + column] = cell
                styles[base + column] = code
            }
        }
    }

    /// Before something new begins or after it ends at a cell: no half of a wide character stays behind.
    private mutating func repair(at index: Int) {
        guard index < cells.count, index > 0, index % gridSize.columns != 0,
            cells[index] == .rightHalf
        else { return }
        cells[index - 1] = .blank
        cells[index] = .blank
    }
}

extension Canvas: Hashable {
    /// Same picture and cursor; which part is being drawn on does not matter.
    package static func == (left: Canvas, right: Canvas) -> Bool {
        left.gridSize == right.gridSize && left.gridCursor == right.gridCursor
            && left.cells == right.cells && left.styles == right.styles && left.links == right.links
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(gridSize)
        hasher.combine(gridCursor)
        hasher.combine(cells)
        hasher.combine(styles)
        hasher.combine(links)
    }
}
