import TraceAnalysis
import TraceModel

extension TraceState {
    package mutating func perform(_ action: Action, _ context: inout ScreenContext) {
        switch action {
        case .refresh: return reload(&context)
        case .adjustTimes: return adjustTimes(&context)
        default: break
        }
        guard let prepared else { return }
        defer {
            selectionMoved()
            fit(to: context.size)
        }
        if focus == .details, performInDetails(action, &context) { return }
        if move(action) {
            anchor = nil
            return
        }
        switch action {
        case .open:
            if let currentNode { context.openSpan(SpanPlace(prepared, node: currentNode)) }
        case .viewTree: show(.tree, &context)
        case .viewSpans: show(.spans, &context)
        case .viewEvents: show(.events, &context)
        case .viewJSON: show(.json, &context)
        case .details:
            hasDetails.toggle()
            focus = hasDetails && !hasRoomForDetails ? .details : .main
        case .nextPane, .previousPane:
            if hasDetails {
                focus = focus == .main ? .details : .main
            } else {
                context.tell(.info, "d shows the details below")
            }
        case .maximize: isMaximized.toggle()
        case .search: context.prompt = PromptState(.find)
        case .nextHit, .previousHit:
            if find == nil { context.tell(.info, "/ searches first") }
            jumpToHit(action == .nextHit ? 1 : -1, &context)
        case .onlyHits: toggle(\.onlyHits, &context)
        case .criticalOnly: toggle(\.onlyCritical, &context)
        case .hideShorter: context.prompt = PromptState(.shortest)
        case .nextError, .previousError:
            let next = nextError(after: anchor ?? currentNode, forward: action == .nextError)
            go(to: next, &context, otherwise: "no more errors in this direction")
        case .pager: context.add(.pageTrace(prepared.trace))
        case .sort, .invertSort: sortTable(action, &context)
        case .follow: toggleFollowing(&context)
        default: performInTree(action, &context)
        }
    }

    /// Moves within the view that is shown; false when the action does not move.
    mutating func move(_ action: Action) -> Bool {
        let height = mainRows
        return switch view {
        case .tree: cursor.apply(action, count: rows?.count ?? 0, height: height)
        case .spans: views.table.cursor.apply(action, count: views.table.rows.count, height: height)
        case .events:
            views.events.cursor.apply(action, count: views.events.rows.count, height: height)
        case .json: views.json.apply(action, height: height)
        }
    }

    /// What actions mean while the details below the tree have the focus; false for those of the tree.
    private mutating func performInDetails(
        _ action: Action,
        _ context: inout ScreenContext
    ) -> Bool {
        guard var details else { return false }
        if details.move(action) || details.changeFold(action) {
            self.details = details
            return true
        }
        guard action == .open else { return false }
        details.openSelected(&context)
        return true
    }

    private mutating func show(_ view: TraceView, _ context: inout ScreenContext) {
        let node = anchor ?? currentNode
        self.view = view
        focus = .main
        anchor = nil
        if let node { go(to: node, &context) }
        prepareView(&context)
    }

    private mutating func toggle(
        _ flag: WritableKeyPath<TreeFilter, Bool>,
        _ context: inout ScreenContext
    ) {
        guard var filter = rows?.filter else { return }
        if flag == \.onlyHits && !filter.onlyHits && find?.hits.isEmpty ?? true {
            context.tell(.info, find == nil ? "/ searches first" : "nothing was found")
            return
        }
        filter[keyPath: flag].toggle()
        refilter(filter)
    }

    private mutating func sortTable(_ action: Action, _ context: inout ScreenContext) {
        guard view == .spans else {
            return context.tell(.info, "4 shows the table of spans, which can be sorted")
        }
        if action == .invertSort {
            views.table.order.isInverted.toggle()
        } else {
            views.table.order.key = views.table.order.key.next
        }
        context.cancel(views.table.request)
        views.table.request = nil
        views.table.isSorted = false
        prepareView(&context)
    }

    /// Goes to a span, and says so when filters were undone for it.
    mutating func go(to node: Int, _ context: inout ScreenContext) {
        if go(to: node) { context.tell(.info, "filters undone: they hid this span") }
    }

    /// Goes to a span if there is one, else says why not.
    mutating func go(to node: Int?, _ context: inout ScreenContext, otherwise text: String) {
        if let node { go(to: node, &context) } else { context.tell(.info, text) }
    }

    /// Closes the details, forgets the search, undoes filters and zoom, one at a time.
    package mutating func undo(_ context: inout ScreenContext) -> Bool {
        if focus == .details {
            focus = .main
            if !hasRoomForDetails { hasDetails = false }
        } else if hasDetails {
            hasDetails = false
        } else if find != nil {
            clearFind()
        } else if let filter = rows?.filter, !filter.isEmpty {
            refilter(TreeFilter())
        } else if zoom != nil {
            zoom = nil
            zoomStack = []
        } else {
            return false
        }
        selectionMoved()
        fit(to: context.size)
        return true
    }
}
