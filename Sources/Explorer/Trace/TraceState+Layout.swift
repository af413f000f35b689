import TraceAnalysis

extension TraceState {
    /// Rows of the header above the views: totals, then the minimap and the ruler of the tree.
    package var headerRows: Int { size.rows >= 8 ? 1 + smellRows + legendRows : 0 }
    /// The line of smells below the totals.
    package var smellRows: Int {
        size.rows >= 12 && view == .tree && prepared?.smells.isEmpty == false ? 1 : 0
    }
    /// The line below them that says what colours and letters stand for.
    package var legendRows: Int {
        guard size.rows >= 9, views.colors.wanted != nil, prepared != nil else { return 0 }
        return view == .tree || view == .spans ? 1 : 0
    }
    package var minimapRows: Int { view.hasMinimap && size.rows >= 14 ? 1 : 0 }
    /// The ruler, or the headings of a table.
    package var rulerRows: Int { size.rows >= 8 ? view.rulerRows : min(1, view.rulerRows) }

    private var viewRows: Int {
        max(1, size.bodyRows - headerRows - minimapRows - concurrencyRows - rulerRows)
    }

    /// Whether view and details fit below each other.
    var hasRoomForDetails: Bool { viewRows >= 8 }

    /// Rows of the details pane with its title line; where there is no room for both, the one in focus has
    /// all of it.
    package var detailPaneRows: Int {
        guard hasDetails, details != nil else { return 0 }
        if isMaximized || !hasRoomForDetails { return focus == .details ? size.bodyRows : 0 }
        return max(4, viewRows * 2 / 5)
    }

    /// Rows of the view itself.
    package var mainRows: Int {
        // Behind details that have all of the screen the view keeps its place.
        max(1, viewRows - (detailPaneRows < size.bodyRows ? detailPaneRows : 0))
    }

    /// Rows of the details below their title line.
    package var detailRows: Int { max(1, detailPaneRows - 1) }

    /// Columns of the tree, left of the bars: as many as its names take, unless that is too few or too many for the width,
    /// or as many as the user chose.
    package var treeColumns: Int {
        let columns = size.columns
        let usual =
            switch columns {
            case ..<60: columns * 55 / 100
            case ..<100: columns * 42 / 100
            default: columns * 38 / 100
            }
        guard let split else {
            // Names that are short leave their room to the bars; long ones take half of the screen at most.
            let letter = colors == nil ? 0 : 2
            let fitting = prepared?.labelColumns.map { $0 + 2 + letter } ?? usual
            return max(min(columns / 4, usual), min(fitting, columns < 60 ? usual : columns / 2))
        }
        return max(Self.leastSplit, min(columns - Self.leastSplit, columns * split / 100))
    }

    /// Columns that either side keeps.
    private static let leastSplit = 12

    /// Moves the line between names and bars by a step.
    mutating func moveSplit(_ step: Int, _ context: inout ScreenContext) {
        guard view == .tree else { return context.say("This works in the tree; 1 shows it.") }
        let before = treeColumns
        let current = split ?? before * 100 / max(1, size.columns)
        split = max(5, min(95, current + step))
        if treeColumns == before { context.say("There is no room left on this side.") }
    }

    /// Where the columns between names and bars stand, from the first cell behind the names on.
    package var tablePlaces: [ColumnLayout.Place] {
        let room = size.columns - treeColumns - 1
        return treeTable.places(room: min(room - Self.leastSplit, room * 3 / 5))
    }

    /// Where the bars begin.
    package var barStart: Int {
        treeColumns + 1 + (tablePlaces.last.map { $0.end + 1 } ?? 0)
    }

    /// Columns of the bars and their labels.
    package var barColumns: Int { max(1, size.columns - barStart) }
}
