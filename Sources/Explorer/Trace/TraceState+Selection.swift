import TraceAnalysis
import TraceModel

extension TraceState {
    /// Takes a trace that came, keeping selection, folds, filters and zoom of the one shown before.
    mutating func take(_ prepared: PreparedTrace) {
        let tree = prepared.tree
        let known = self.prepared
        func same(_ node: Int?) -> Int? {
            guard let known, let node, node < known.tree.spanCount else { return nil }
            let id = known.trace[node].id
            // Ids may be shared: the number decides where it still fits.
            if node < tree.spanCount, prepared.trace[node].id == id { return node }
            return tree.span(withID: id)
        }
        let wantedNode = wanted.flatMap { tree.span(withID: $0) } ?? same(anchor ?? currentNode)
        var newRows = prepared.allRows
        let foldsAsUsual = foldsFrom == RepeatedSpans.usualLeast
        if !foldsAsUsual {
            newRows.groups = FoldedGroups(tree, prepared.repeats, least: foldsFrom)
        }
        var filter = rows?.filter ?? TreeFilter()
        filter.root = same(filter.root)
        filter.chosen = filter.chosen.flatMap { chosen in
            let spans = chosen.spans.compactMap { same(Int($0)).map { Int32($0) } }
            return spans.isEmpty ? nil : ChosenSpans(title: chosen.title, spans: spans)
        }
        var hasFolds = false
        if let rows, known != nil {
            for node in rows.foldedNodes {
                guard let kept = same(node) else { continue }
                newRows.setFolded(true, kept)
                hasFolds = true
            }
            for node in rows.membersOfOpenGroups {
                guard let kept = same(node), newRows.isInFoldedGroup(kept) else { continue }
                newRows.setGroupFolded(false, of: kept)
                hasFolds = true
            }
        }
        wanted = nil
        self.prepared = prepared
        isRaw = wantsRaw
        forgetMinimap()
        loading = .loaded(prepared)
        rows = newRows
        cursor = ListCursor()
        find = nil
        views = views.begunAnew()
        details = nil
        slowest = nil
        let isWhole = filter.isEmpty && !hasFolds && foldsAsUsual
        if !isWhole { refilter(filter) }
        if let wantedNode { select(node: wantedNode) }
        anchor = view == .tree ? nil : wantedNode
        selectionMoved()
    }

    /// Selects `node` in the tree, unfolding what hides it, and undoing filters that do.
    ///
    /// - Returns: Whether filters were undone.
    @discardableResult
    mutating func select(node: Int) -> Bool {
        guard let prepared, let tree = rows.map({ _ in prepared.tree }) else { return false }
        if rows?.reveal(node, in: tree) ?? false { refilter(rows?.filter ?? TreeFilter()) }
        var undoesFilters = false
        if rows?.shows(node) == false {
            undoesFilters = true
            var filter = TreeFilter()
            filter.hidden = rows?.filter.showing(node, of: tree).hidden ?? HiddenServices()
            filter.root = rows?.filter.root.flatMap { tree.isInSubtree(node, of: $0) ? $0 : nil }
            refilter(filter)
        }
        guard let count = rows?.count, let row = rows?.row(of: node, in: tree) else {
            return undoesFilters
        }
        let wasVisible = cursor.visible(count: count, height: mainRows).contains(row)
        cursor.select(row, count: count, height: mainRows)
        if !wasVisible { cursor.center(count: count, height: mainRows) }
        selectionMoved()
        return undoesFilters
    }

    /// Goes to `node` in the view that is shown, as far as it has a row there.
    ///
    /// - Returns: Whether filters were undone for it.
    @discardableResult
    mutating func go(to node: Int) -> Bool {
        anchor = view == .tree ? nil : node
        defer { selectionMoved() }
        switch view {
        case .tree: return select(node: node)
        case .spans:
            if let row = views.table.rows.firstIndex(of: Int32(node)) {
                views.table.cursor.select(row, count: views.table.rows.count, height: mainRows)
            }
        case .events:
            if let row = views.events.rows.firstIndex(where: { $0.span == Int32(node) }) {
                views.events.cursor.select(row, count: views.events.rows.count, height: mainRows)
            }
        case .flame:
            if let boxes = views.flame.boxes, boxes.boxOfSpan.indices.contains(node) {
                views.flame.select(Int(boxes.boxOfSpan[node]))
            }
        case .statistics:
            if let row = views.statistics.row(of: node) {
                let count = views.statistics.rows.count
                views.statistics.cursor.choose()
                views.statistics.cursor.select(row, count: count, height: mainRows)
            }
        case .graph:
            if let row = views.graph.row(of: node) {
                views.graph.cursor.select(row, count: views.graph.rows.count, height: mainRows)
            }
        case .story:
            if let row = views.story.sentences.firstIndex(where: { $0.node == node }) {
                let count = views.story.sentences.count
                views.story.cursor.select(row, count: count, height: mainRows)
            }
        case .json:
            if let lines = views.json.lines { views.json.scroll(to: lines.line(ofSpan: node)) }
        }
        return false
    }

    /// Carries the selection of a table into the tree, and that of the tree into the details.
    mutating func selectionMoved() {
        guard hasDetails, let prepared, let node = currentNode else {
            details = nil
            return
        }
        if details?.node != node {
            var newDetails = SpanDetails(prepared, node: node, links: linkPatterns)
            if let details { newDetails.keepFolds(of: details) }
            details = newDetails
        }
        let rowsOfDetails = detailRows
        details?.fit(rows: rowsOfDetails, columns: size.columns)
    }

    /// The node selected in the view that is shown.
    package var currentNode: Int? {
        switch view {
        case .tree: selectedNode
        case .spans:
            views.table.rows.indices.contains(views.table.cursor.selected)
                ? Int(views.table.rows[views.table.cursor.selected]) : nil
        case .events:
            views.events.rows.indices.contains(views.events.cursor.selected)
                ? Int(views.events.rows[views.events.cursor.selected].span) : nil
        case .flame, .statistics, .graph: anchor ?? firstChosen
        case .json: anchor ?? views.json.span(atLine: views.json.top)
        case .story: views.story.node ?? anchor
        }
    }

    /// The next failed span after `node` in the order of the tree, or the one before it.
    ///
    /// - Complexity: O(nodes), without looking at subtrees in which nothing failed.
    func nextError(after node: Int?, forward: Bool) -> Int? {
        guard let prepared else { return nil }
        let tree = prepared.tree
        let scope = rows?.filter.root.map { tree.subtree(of: $0) } ?? tree.order[...]
        var place = node.map { Int(tree.positions[$0]) + (forward ? 1 : -1) } ?? 0
        while scope.indices.contains(place) {
            let candidate = Int(tree.order[place])
            let isFailed =
                tree.errorCounts[candidate] > 0 && candidate < tree.spanCount
                && prepared.trace[candidate].isError
            if isFailed { return candidate }
            if forward {
                place += tree.errorCounts[candidate] > 0 ? 1 : Int(tree.subtreeSizes[candidate])
            } else {
                place -= 1
            }
        }
        return nil
    }

    /// The next node after `node` with a smell, in the order of the tree, or the one before it; around the ends.
    ///
    /// - Complexity: O(smells).
    func nextSmell(after node: Int?, forward: Bool) -> Int? {
        guard let prepared, !prepared.smells.isEmpty else { return nil }
        let places = prepared.smells.places
        let place = node.map { prepared.tree.positions[$0] } ?? -1
        let next = forward ? places.first { $0 > place } : places.last { $0 < place }
        return (next ?? (forward ? places.first : places.last)).map {
            Int(prepared.tree.order[Int($0)])
        }
    }

    /// The next sibling of `node` in the tree as it is shown, or the previous one.
    func sibling(of node: Int, forward: Bool) -> Int? {
        guard let prepared else { return nil }
        return rows?.sibling(of: node, forward: forward, in: prepared.tree)
    }
}
