extension TraceState {
    /// Rows of the header above the views: totals, then the minimap and the ruler of the tree.
    package var headerRows: Int { size.rows >= 8 ? 1 : 0 }
    package var minimapRows: Int { view.hasMinimap && size.rows >= 14 ? 1 : 0 }
    /// The ruler, or the headings of a table.
    package var rulerRows: Int { size.rows >= 8 ? view.rulerRows : min(1, view.rulerRows) }

    private var viewRows: Int {
        max(1, size.bodyRows - headerRows - minimapRows - rulerRows)
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

    /// Columns of the tree, left of the bars.
    package var treeColumns: Int {
        switch size.columns {
        case ..<60: size.columns * 55 / 100
        case ..<100: size.columns * 42 / 100
        default: min(90, size.columns * 38 / 100)
        }
    }

    /// Columns of the bars and their labels.
    package var barColumns: Int { max(1, size.columns - treeColumns - 1) }
}
