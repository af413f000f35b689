package import TraceAnalysis

/// The flame graph and the icicle of a trace: view `2`.
package struct FlameState: Sendable {
    /// What is wanted: cost or time.
    package var length = SpanBoxes.Length.cost
    package private(set) var boxes: SpanBoxes?
    /// The selected box.
    package private(set) var selected = 0
    /// The box that has all of the width; nil for all boxes.
    package private(set) var zoomed: Int?
    private var zoomStack: [Int?] = []
    /// The selected row, counted from the first that is shown, and what is scrolled.
    package private(set) var cursor = ListCursor()
    package var request: RequestID?
    private var height = 1

    init() {}

    /// The same of another trace: cost or time stays.
    func begunAnew() -> FlameState {
        var state = FlameState()
        state.length = length
        state.height = height
        return state
    }

    /// Whether what is there is what was asked for.
    var isCurrent: Bool { boxes?.length == length }

    mutating func take(_ found: SpanBoxes) {
        let state = self
        self = begunAnew()
        length = state.length
        boxes = found
        scroll()
    }

    package var selectedBox: SpanBox? {
        boxes.flatMap { $0.boxes.indices.contains(selected) ? $0.boxes[selected] : nil }
    }

    /// The rows that there are to see.
    package var rows: Range<Int> {
        guard let boxes else { return 0..<0 }
        guard let zoomed else { return 0..<boxes.rowCount }
        let box = boxes.boxes[zoomed]
        return Int(box.row)..<Int(box.row + box.height)
    }

    /// From where to where boxes are drawn.
    package var extent: Range<UInt64> {
        guard let boxes else { return 0..<1 }
        return zoomed.map { boxes.boxes[$0].start..<boxes.boxes[$0].end } ?? boxes.extent
    }

    mutating func fit(height: Int) {
        self.height = height
        scroll()
    }

    private mutating func scroll() {
        let row = Int(selectedBox?.row ?? 0) - rows.lowerBound
        cursor.select(row, count: rows.count, height: height)
    }

    /// Selects a box, and zooms out as far as it takes to see it.
    mutating func select(_ box: Int) {
        guard let boxes, boxes.boxes.indices.contains(box) else { return }
        selected = box
        while let zoomed, !boxes.path(to: box).contains(zoomed) { zoomOut() }
        scroll()
    }

    /// The boxes above the selected one, itself, and those right below it: what can be reached by a number.
    package var surroundings: [Int] {
        guard let boxes, selectedBox != nil else { return [] }
        return boxes.path(to: selected) + boxes.children(of: selected).map { Int($0) }
    }

    /// Selects one of ``surroundings`` by its place.
    mutating func select(row: Int) {
        let rows = surroundings
        if !rows.isEmpty { select(rows[max(0, min(row, rows.count - 1))]) }
    }

    /// Gives all of the width to the selected box.
    ///
    /// - Returns: False where it has that.
    mutating func zoomIn() -> Bool {
        guard selectedBox != nil, zoomed != selected else { return false }
        zoomStack.append(zoomed)
        zoomed = selected
        scroll()
        return true
    }

    /// - Returns: Whether there was anything to undo.
    @discardableResult
    mutating func zoomOut() -> Bool {
        guard zoomed != nil else { return false }
        zoomed = zoomStack.popLast() ?? nil
        scroll()
        return true
    }

    /// Walks the boxes by an action; nil for another one, false if there is none in that direction.
    mutating func walk(_ action: Action, times: Int) -> Bool? {
        guard let boxes, selectedBox != nil else { return nil }
        let page = max(1, height - 1)
        let steps: Int
        switch action {
        case .down, .up, .left, .right: steps = times
        case .nextSibling, .previousSibling, .parent: steps = 1
        case .halfPageDown, .halfPageUp: steps = max(1, height / 2) * times
        case .pageDown, .pageUp: steps = page * times
        case .top, .bottom: steps = boxes.rowCount
        default: return nil
        }
        var box = selected
        for _ in 0..<steps {
            guard let next = neighbour(of: box, action, boxes) else { break }
            box = next
        }
        guard box != selected else { return false }
        selected = box
        scroll()
        return true
    }

    private func neighbour(of box: Int, _ action: Action, _ boxes: SpanBoxes) -> Int? {
        switch action {
        case .up, .halfPageUp, .pageUp, .top, .parent:
            let parent = Int(boxes.boxes[box].parent)
            return parent < 0 || box == zoomed ? nil : parent
        case .down, .halfPageDown, .pageDown, .bottom:
            return boxes.children(of: box).first.map { Int($0) }
        case .left, .previousSibling: return sibling(of: box, -1, boxes)
        case .right, .nextSibling: return sibling(of: box, 1, boxes)
        default: return nil
        }
    }

    private func sibling(of box: Int, _ step: Int, _ boxes: SpanBoxes) -> Int? {
        guard box != zoomed else { return nil }
        let parent = Int(boxes.boxes[box].parent)
        let siblings = parent < 0 ? boxes.roots[...] : boxes.children(of: parent)
        guard let place = siblings.firstIndex(of: Int32(box)) else { return nil }
        return siblings.indices.contains(place + step) ? Int(siblings[place + step]) : nil
    }
}
