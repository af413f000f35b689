import TraceAnalysis
import TraceModel

/// Folding, zooming and walking the tree.
extension TraceState {
    mutating func performInTree(_ action: Action, _ context: inout ScreenContext) {
        guard view == .tree, let prepared, let node = selectedNode,
            let isFolded = rows?.isFolded(node), let filter = rows?.filter
        else {
            return context.say(
                view == .tree ? "No span is selected." : "This works in the tree; 1 shows it."
            )
        }
        let tree = prepared.tree
        let hasChildren = tree.subtreeSizes[node] > 1
        let parent = rows?.parent(of: node, in: tree)
        let isRepeat = rows?.repeatCount(node) != nil
        switch action {
        case .fold where isRepeat, .right where isRepeat && zoom == nil: unfoldRepeats(node)
        case .fold where hasChildren: fold(!isFolded, node)
        case .fold where rows?.isInOpenGroup(node) == true: foldRepeats(node)
        case .fold: context.say("There is nothing below this span.")
        case .left where zoom != nil, .right where zoom != nil:
            pan(action == .left ? -0.25 : 0.25)
        case .left where hasChildren && !isFolded && !isRepeat: fold(true, node)
        case .left where rows?.isInOpenGroup(node) == true: foldRepeats(node)
        case .left:
            if let parent {
                select(node: parent)
            } else {
                context.say("There is nothing to fold, and no parent here.")
            }
        case .right where hasChildren && isFolded: fold(false, node)
        case .right where hasChildren: _ = move(.down, context)
        case .right: context.say("There is nothing below this span.")
        case .foldLevel, .unfoldLevel: changeLevel(fold: action == .foldLevel, filter, &context)
        case .foldAll, .unfoldAll: foldAll(action == .foldAll, filter, &context)
        case .parent: go(to: parent, &context, otherwise: "This span has no parent here.")
        case .nextSibling, .previousSibling:
            let sibling =
                node == filter.root ? nil : sibling(of: node, forward: action == .nextSibling)
            go(to: sibling, &context, otherwise: "There are no more siblings in this direction.")
        case .zoomIn:
            zoomStack.append(zoom)
            zoom = TimeWindow(start: tree.displayStarts[node], end: tree.displayEnds[node])
        case .zoomOut where zoom == nil: context.say("All of the trace's time is shown; z zooms.")
        case .zoomOut: zoom = zoomStack.popLast() ?? nil
        case .reroot:
            var filter = filter
            filter.root = filter.root == nil ? node : nil
            refilter(filter)
        case .hideService: hideSelected(node, &context)
        default: context.sayIdle(action)
        }
    }

    /// The rows that are on screen.
    private var rowsInSight: ArraySlice<Int32> {
        guard let rows else { return [] }
        return rows.nodes[cursor.visible(count: rows.count, height: mainRows)]
    }

    private mutating func foldAll(
        _ isFolded: Bool,
        _ filter: TreeFilter,
        _ context: inout ScreenContext
    ) {
        let before = rowsInSight
        let isChanged = rows?.setAllFolded(isFolded) ?? false
        refilter(filter)
        guard isChanged else {
            return context.say(Self.nothingLeft(toFold: isFolded))
        }
        if rowsInSight == before {
            context.say("\(isFolded ? "Folded" : "Unfolded") what is not on screen.")
        }
    }

    /// Folds one level more, or as many as were typed, where it can be seen.
    private mutating func changeLevel(
        fold: Bool,
        _ filter: TreeFilter,
        _ context: inout ScreenContext
    ) {
        let visible = cursor.visible(count: rows?.count ?? 0, height: mainRows)
        let found = rows?.changeLevel(fold: fold, by: context.times, inSight: visible)
        refilter(filter)
        switch found {
        case .inSight: break
        case .elsewhere:
            context.say("\(fold ? "Folded" : "Unfolded") a level outside of what is on screen.")
        case nil:
            context.say(Self.nothingLeft(toFold: fold))
        }
    }

    /// Shows equal siblings one by one.
    private mutating func unfoldRepeats(_ node: Int) {
        guard let filter = rows?.filter else { return }
        rows?.setGroupFolded(false, of: node)
        refilter(filter)
    }

    /// Shows equal siblings as one row.
    private mutating func foldRepeats(_ node: Int) {
        guard let filter = rows?.filter else { return }
        rows?.setGroupFolded(true, of: node)
        refilter(filter)
    }

    private static func nothingLeft(toFold: Bool) -> String {
        toFold
            ? "Everything is folded; + and * unfold." : "Everything is unfolded; - and _ fold."
    }

    private mutating func fold(_ isFolded: Bool, _ node: Int) {
        guard let filter = rows?.filter else { return }
        rows?.setFolded(isFolded, node)
        refilter(filter)
    }

    private mutating func pan(_ share: Double) {
        guard let zoom, let overview = prepared?.overview else { return }
        let whole = TimeWindow(start: overview.start.nanoseconds, end: overview.end.nanoseconds)
        self.zoom = zoom.panned(by: share, within: whole)
    }

    /// Selects the parent or a sibling of a span that a screen above shows.
    package mutating func walk(_ action: Action, from place: SpanPlace) -> SpanWalk {
        // The trace may have been asked for again since: its numbers may be others.
        guard let prepared, let id = place.spanID else { return .impossible }
        let tree = prepared.tree
        let isSame = place.node < tree.spanCount && prepared.trace[place.node].id == id
        guard let node = isSame ? place.node : tree.span(withID: id) else { return .nothing }
        let next =
            action == .parent
            ? rows?.parent(of: node, in: tree) ?? tree.parent(of: node)
            : sibling(of: node, forward: action == .nextSibling)
        guard let next else { return .nothing }
        go(to: next)
        return .arrived(SpanPlace(prepared, node: next))
    }
}
