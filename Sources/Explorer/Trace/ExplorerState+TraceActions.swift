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
            push(.span(SpanState(prepared, node: node)))
        case .viewTree: return show(.tree, &state)
        case .viewSpans: return show(.spans, &state)
        case .viewEvents: return show(.events, &state)
        case .viewJSON: return show(.json, &state)
        case .details:
            state.hasDetails.toggle()
            state.focus = state.hasDetails && !state.hasRoomForDetails ? .details : .main
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
            let isForward = action == .nextError
            let node = state.anchor ?? state.currentNode
            if let next = state.nextError(after: node, forward: isForward) {
                go(to: next, &state)
            } else {
                tell(.info, "no more errors in this direction")
            }
        case .pager:
            guard let trace = state.prepared?.trace else { return [] }
            return [.pageTrace(trace)]
        case .sort, .invertSort: return sortTable(action, &state)
        case .follow: return toggleGrowing(&state)
        default: actOnTree(action, &state)
        }
        return []
    }

    private mutating func show(_ view: TraceView, _ state: inout TraceState) -> [Effect] {
        let node = state.anchor ?? state.currentNode
        state.view = view
        state.focus = .main
        state.anchor = nil
        if let node { go(to: node, &state) }
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
            let isFolded = state.rows?.isFolded(node), let filter = state.rows?.filter
        else {
            if state.view != .tree { tell(.info, "this works in the tree; 1 shows it") }
            return
        }
        let tree = prepared.tree
        let hasChildren = tree.subtreeSizes[node] > 1
        let parent = node == filter.root ? nil : tree.parent(of: node)
        switch action {
        case .fold where hasChildren: fold(!isFolded, node, &state)
        case .left where state.zoom != nil, .right where state.zoom != nil:
            pan(action == .left ? -0.25 : 0.25, &state)
        case .left where hasChildren && !isFolded: fold(true, node, &state)
        case .left:
            if let parent { state.select(node: parent) }
        case .right where hasChildren && isFolded: fold(false, node, &state)
        case .right where hasChildren: _ = moves(.down, &state)
        case .foldLevel, .unfoldLevel:
            state.rows?.changeLevel(fold: action == .foldLevel)
            state.refilter(filter)
        case .parent: go(to: parent, &state, otherwise: "this span has no parent here")
        case .nextSibling, .previousSibling:
            let sibling =
                node == filter.root
                ? nil : state.sibling(of: node, forward: action == .nextSibling)
            go(to: sibling, &state, otherwise: "no more siblings in this direction")
        case .zoomIn:
            state.zoomStack.append(state.zoom)
            state.zoom = TimeWindow(start: tree.displayStarts[node], end: tree.displayEnds[node])
        case .zoomOut: state.zoom = state.zoomStack.popLast() ?? nil
        case .reroot:
            var filter = filter
            filter.root = filter.root == nil ? node : nil
            state.refilter(filter)
        default: break
        }
    }

    private func fold(_ isFolded: Bool, _ node: Int, _ state: inout TraceState) {
        guard let filter = state.rows?.filter else { return }
        state.rows?.setFolded(isFolded, node)
        state.refilter(filter)
    }

    private mutating func go(to node: Int?, _ state: inout TraceState, otherwise text: String) {
        if let node { go(to: node, &state) } else { tell(.info, text) }
    }

    private func pan(_ share: Double, _ state: inout TraceState) {
        guard let zoom = state.zoom, let overview = state.prepared?.overview else { return }
        let whole = TimeWindow(start: overview.start.nanoseconds, end: overview.end.nanoseconds)
        state.zoom = zoom.panned(by: share, within: whole)
    }

    /// What actions mean while the details below the tree have the focus; nil for those of the tree.
    mutating func performInDetails(_ action: Action, _ state: inout TraceState) -> [Effect]? {
        guard var details = state.details else { return nil }
        if details.move(action) || details.changeFold(action) {
            state.details = details
            return []
        }
        guard action == .open else { return nil }
        return open(details)
    }
}
