extension TraceState {
    /// Rows of the header above the views: totals, then the minimap and the ruler of the tree.
    package var headerRows: Int { size.rows >= 8 ? 1 : 0 }
    package var minimapRows: Int { view == .tree && size.rows >= 14 ? 1 : 0 }
    /// The ruler, or the headings of a table.
    package var rulerRows: Int { view == .json ? 0 : 1 }

    private var viewRows: Int {
        max(1, size.bodyRows - headerRows - minimapRows - rulerRows)
    }

    /// Rows of the details pane with its title line.
    package var detailPaneRows: Int {
        guard hasDetails, details != nil else { return 0 }
        if isMaximized { return focus == .details ? size.bodyRows : 0 }
        return viewRows >= 8 ? max(4, viewRows * 2 / 5) : 0
    }

    /// Rows of the view itself.
    package var mainRows: Int {
        if isMaximized && focus == .details && hasDetails { return 1 }
        return max(1, viewRows - detailPaneRows)
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
