import TraceAnalysis
import TraceModel

extension TraceState {
    /// Takes a trace that came, keeping selection, folds and zoom of the one shown before.
    mutating func take(_ prepared: PreparedTrace) {
        let tree = prepared.tree
        var wantedNode = wanted.flatMap { tree.span(withID: $0) }
        if wantedNode == nil, let known = self.prepared, let node = selectedNode,
            node < known.tree.spanCount
        {
            wantedNode = tree.span(withID: known.trace[node].id)
        }
        var rows = VisibleNodes(tree)
        if let old = self.rows, let known = self.prepared {
            for node in 0..<known.tree.spanCount where old.folded[node] {
                if let same = tree.span(withID: known.trace[node].id) { rows.setFolded(true, same) }
            }
        }
        wanted = nil
        self.prepared = prepared
        forgetMinimap()
        loading = .loaded(prepared)
        self.rows = rows
        find = nil
        table = SpanTableState(order: table.order)
        events = EventTableState()
        json = JSONViewState()
        refilter(TreeFilter())
        if let wantedNode { select(node: wantedNode) }
        selectionMoved()
    }

    /// Works out the rows for `filter`, keeping the selected node or its nearest ancestor selected.
    mutating func refilter(_ filter: TreeFilter) {
        guard let prepared, var rows else { return }
        let node = selectedNode
        let hits = filter.onlyHits ? find?.isHit ?? [] : []
        rows.update(prepared.tree, filter: filter) { node in
            guard node < prepared.tree.spanCount else { return false }
            if filter.onlyHits && (!hits.indices.contains(node) || !hits[node]) { return false }
            if filter.onlyCritical && prepared.criticalPath.total(of: node) == 0 { return false }
            let length = prepared.tree.displayEnds[node] - prepared.tree.displayStarts[node]
            return Nanoseconds(clamping: length) >= filter.shortest
        }
        self.rows = rows
        let row = node.flatMap { rows.row(of: $0, in: prepared.tree) } ?? 0
        cursor.select(row, count: rows.count, height: mainRows)
        selectionMoved()
    }

    /// Selects `node` in the tree, unfolding what hides it; the filter stays.
    mutating func select(node: Int) {
        guard let prepared, rows != nil else { return }
        rows?.reveal(node, in: prepared.tree)
        refilter(rows?.filter ?? TreeFilter())
        guard let rows, let row = rows.row(of: node, in: prepared.tree) else { return }
        let visible = cursor.visible(count: rows.count, height: mainRows)
        let wasVisible = visible.contains(row)
        cursor.select(row, count: rows.count, height: mainRows)
        if !wasVisible { cursor.center(count: rows.count, height: mainRows) }
        selectionMoved()
    }

    /// Carries the selection of a table into the tree, and that of the tree into the details.
    mutating func selectionMoved() {
        guard hasDetails, let prepared, let node = currentNode else {
            details = nil
            return
        }
        if details?.node != node {
            var fresh = SpanState(prepared, node: node)
            if let details { fresh.keepFolds(of: details) }
            details = fresh
        }
        let rowsOfDetails = detailRows
        details?.fit(rows: rowsOfDetails, columns: size.columns)
    }

    /// The node selected in the view that is shown.
    package var currentNode: Int? {
        switch view {
        case .tree: selectedNode
        case .spans:
            table.rows.indices.contains(table.cursor.selected)
                ? Int(table.rows[table.cursor.selected]) : nil
        case .events:
            events.rows.indices.contains(events.cursor.selected)
                ? Int(events.rows[events.cursor.selected].span) : nil
        case .json: json.span(atLine: json.top)
        }
    }

    /// Places of failed spans, and moving between them.
    ///
    /// - Complexity: O(nodes).
    mutating func selectError(forward: Bool) -> Bool {
        guard let prepared, let rows else { return false }
        let tree = prepared.tree
        let place = selectedNode.map { Int(tree.positions[$0]) } ?? -1
        let scope = rows.filter.root.map { tree.subtree(of: $0) } ?? tree.order[...]
        func isTarget(_ position: Int) -> Bool {
            let node = Int(tree.order[position])
            return node < tree.spanCount && prepared.trace[node].isError
        }
        let next =
            forward
            ? (max(place + 1, scope.startIndex)..<max(place + 1, scope.endIndex)).first(
                where: isTarget
            )
            : (scope.startIndex..<max(scope.startIndex, min(place, scope.endIndex))).last(
                where: isTarget
            )
        guard let next else { return false }
        if !(rows.filter == filterWithoutMask) { refilter(filterWithoutMask) }
        select(node: Int(tree.order[next]))
        return true
    }

    /// The filter with only its root left: what a jump to a span keeps.
    private var filterWithoutMask: TreeFilter {
        var filter = TreeFilter()
        filter.root = rows?.filter.root
        return filter
    }

    /// The next sibling of the selected node, or the previous one.
    func sibling(forward: Bool) -> Int? {
        guard let prepared, let node = selectedNode else { return nil }
        let tree = prepared.tree
        let siblings = tree.parent(of: node).map { Array(tree.children(of: $0)) } ?? tree.roots
        guard let place = siblings.firstIndex(of: Int32(node)) else { return nil }
        let next = forward ? place + 1 : place - 1
        return siblings.indices.contains(next) ? Int(siblings[next]) : nil
    }
}
