import TraceAnalysis
import TraceModel

extension ExplorerState {
    /// Moves within the view that is shown; false when the action is no movement.
    func moves(_ action: Action, _ state: inout TraceState) -> Bool {
        let height = state.mainRows
        switch state.view {
        case .tree:
            return state.cursor.apply(action, count: state.rows?.count ?? 0, height: height)
        case .spans:
            return state.table.cursor.apply(action, count: state.table.rows.count, height: height)
        case .events:
            return state.events.cursor.apply(action, count: state.events.rows.count, height: height)
        case .json:
            switch action {
            case .down: state.json.scroll(to: state.json.top + 1)
            case .up: state.json.scroll(to: state.json.top - 1)
            case .halfPageDown: state.json.scroll(to: state.json.top + height / 2)
            case .halfPageUp: state.json.scroll(to: state.json.top - height / 2)
            case .pageDown: state.json.scroll(to: state.json.top + height - 1)
            case .pageUp: state.json.scroll(to: state.json.top - height + 1)
            case .top: state.json.scroll(to: 0)
            case .bottom: state.json.scroll(to: state.json.count)
            default: return false
            }
            return true
        }
    }

    /// Does what is not movement.
    mutating func act(_ action: Action, _ state: inout TraceState) -> [Effect] {
        switch action {
        case .open:
            guard let prepared = state.prepared, let node = state.currentNode else { return [] }
            replace(.trace(state))
            push(.span(SpanState(prepared, node: node)))
        case .viewTree: return show(.tree, &state)
        case .viewSpans: return show(.spans, &state)
        case .viewEvents: return show(.events, &state)
        case .viewJSON: return show(.json, &state)
        case .details:
            state.hasDetails.toggle()
            state.focus = .main
        case .nextPane, .previousPane:
            if state.hasDetails {
                state.focus = state.focus == .main ? .details : .main
            } else {
                tell(.info, "d shows the details below")
            }
        case .maximize: state.isMaximized.toggle()
        case .search: prompt = PromptState(.find)
        case .nextHit, .previousHit:
            if state.find == nil { tell(.info, "/ searches first") }
            jumpToHit(action == .nextHit ? 1 : -1, &state)
        case .onlyHits: toggle(\.onlyHits, &state)
        case .criticalOnly: toggle(\.onlyCritical, &state)
        case .hideShorter: prompt = PromptState(.shortest)
        case .nextError, .previousError:
            let node = state.currentNode
            state.view = .tree
            if let node { state.select(node: node) }
            if !state.selectError(forward: action == .nextError) {
                tell(.info, "no more errors in this direction")
            }
        case .pager:
            guard let trace = state.prepared?.trace else { return [] }
            return [.pageTrace(trace)]
        case .sort, .invertSort: return sortTable(action, &state)
        default: actOnTree(action, &state)
        }
        return []
    }

    private mutating func show(_ view: TraceView, _ state: inout TraceState) -> [Effect] {
        let node = state.currentNode
        state.view = view
        state.focus = .main
        if view == .tree, let node { state.select(node: node) }
        if view == .spans, let node, let row = state.table.rows.firstIndex(of: Int32(node)) {
            state.select(row: row)
        }
        if view == .events, let node,
            let row = state.events.rows.firstIndex(where: { $0.span == Int32(node) })
        {
            state.select(row: row)
        }
        if view == .json, let node, let lines = state.json.lines {
            state.json.scroll(to: lines.line(ofSpan: node))
        }
        return prepareView(&state)
    }

    private mutating func toggle(
        _ flag: WritableKeyPath<TreeFilter, Bool>,
        _ state: inout TraceState
    ) {
        guard var filter = state.rows?.filter else { return }
        if flag == \.onlyHits && !filter.onlyHits && state.find?.hits.isEmpty ?? true {
            tell(.info, state.find == nil ? "/ searches first" : "nothing was found")
            return
        }
        filter[keyPath: flag].toggle()
        state.refilter(filter)
    }

    private mutating func sortTable(_ action: Action, _ state: inout TraceState) -> [Effect] {
        guard state.view == .spans else {
            tell(.info, "4 shows the table of spans, which can be sorted")
            return []
        }
        if action == .invertSort {
            state.table.order.isInverted.toggle()
        } else {
            let keys = SpanOrder.Key.allCases
            let place = keys.firstIndex(of: state.table.order.key) ?? 0
            state.table.order.key = keys[(place + 1) % keys.count]
        }
        var effects = cancel(state.table.request.map { [$0] } ?? [])
        state.table.request = nil
        state.table.isSorted = false
        effects += prepareView(&state)
        return effects
    }

    /// Folding, zooming and walking the tree.
    private mutating func actOnTree(_ action: Action, _ state: inout TraceState) {
        guard state.view == .tree, let prepared = state.prepared, let node = state.selectedNode,
            var rows = state.rows
        else { return }
        let tree = prepared.tree
        let hasChildren = tree.subtreeSizes[node] > 1
        switch action {
        case .fold:
            guard hasChildren else { return }
            rows.setFolded(!rows.folded[node], node)
        case .left where state.zoom != nil, .right where state.zoom != nil:
            pan(action == .left ? -0.25 : 0.25, &state)
            return
        case .left:
            if hasChildren && !rows.folded[node] {
                rows.setFolded(true, node)
            } else if let parent = tree.parent(of: node), node != rows.filter.root {
                state.select(node: parent)
                return
            }
        case .right:
            guard hasChildren else { return }
            guard rows.folded[node] else {
                state.cursor.move(by: 1, count: rows.count, height: state.mainRows)
                return
            }
            rows.setFolded(false, node)
        case .foldLevel, .unfoldLevel:
            rows.changeLevel(fold: action == .foldLevel, in: tree)
        case .parent:
            guard let parent = tree.parent(of: node), node != rows.filter.root else {
                tell(.info, "this span has no parent here")
                return
            }
            state.select(node: parent)
            return
        case .nextSibling, .previousSibling:
            guard let sibling = state.sibling(forward: action == .nextSibling) else {
                tell(.info, "no more siblings in this direction")
                return
            }
            state.select(node: sibling)
            return
        case .zoomIn:
            state.zoomStack.append(state.zoom)
            state.zoom = TimeWindow(start: tree.displayStarts[node], end: tree.displayEnds[node])
            return
        case .zoomOut:
            state.zoom = state.zoomStack.popLast() ?? nil
            return
        case .reroot:
            var filter = rows.filter
            filter.root = filter.root == nil ? node : nil
            state.refilter(filter)
            if filter.root == nil { state.select(node: node) }
            return
        default: return
        }
        state.rows = rows
        state.refilter(rows.filter)
    }

    private func pan(_ share: Double, _ state: inout TraceState) {
        guard let zoom = state.zoom, let overview = state.prepared?.overview else { return }
        let whole = TimeWindow(start: overview.start.nanoseconds, end: overview.end.nanoseconds)
        state.zoom = zoom.panned(by: share, within: whole)
    }

    /// What actions mean while the details below the tree have the focus; nil for those of the tree.
    mutating func performInDetails(_ action: Action, _ state: inout TraceState) -> [Effect]? {
        guard var details = state.details else { return nil }
        if details.move(action) {
            state.details = details
            return []
        }
        switch action {
        case .fold:
            details.toggleFold()
            state.details = details
            return []
        case .open:
            replace(.trace(state))
            if details.isOnHeading {
                details.toggleFold()
                state.details = details
                return []
            }
            let effects = open(details)
            return effects.isEmpty ? nil : effects
        default: return nil
        }
    }
}
