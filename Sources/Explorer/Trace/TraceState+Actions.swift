import TraceAnalysis
import TraceModel

extension TraceState {
    package mutating func perform(_ action: Action, _ context: inout ScreenContext) {
        guard let prepared else { return performWithoutTrace(action, &context) }
        defer {
            selectionMoved()
            fit(to: context.size)
        }
        if focus == .details, performInDetails(action, &context) { return }
        if move(action, context) {
            anchor = nil
            return
        }
        switch action {
        case .refresh: reload(&context)
        case .adjustTimes: adjustTimes(&context)
        case .open:
            if let currentNode {
                context.openSpan(SpanPlace(prepared, node: currentNode))
            } else {
                context.say("No span is selected.")
            }
        case .viewTree: show(.tree, &context)
        case .viewSpans: show(.spans, &context)
        case .viewEvents: show(.events, &context)
        case .viewJSON: show(.json, &context)
        case .details:
            hasDetails.toggle()
            focus = hasDetails && !hasRoomForDetails ? .details : .main
        case .nextPane, .previousPane: changePane(&context)
        case .maximize:
            if hasDetails {
                isMaximized.toggle()
            } else {
                context.say("d shows the details below.")
            }
        case .search: context.prompt = PromptState(.find)
        case .nextHit, .previousHit:
            if find == nil { context.say("Nothing was searched for; / searches.") }
            jumpToHit(action == .nextHit ? 1 : -1, &context)
        case .onlyHits where find == nil: context.prompt = PromptState(.onlyHits)
        case .onlyHits: toggle(\.onlyHits, &context)
        case .criticalOnly: toggle(\.onlyCritical, &context)
        case .hideShorter: context.prompt = PromptState(.shortest)
        case .nextError, .previousError:
            goToError(forward: action == .nextError, &context)
        case .nextSlowest: goToSlowest(&context)
        case .nextCritical: goToCritical(&context)
        case .nextOfService: goToService(&context)
        case .nextSmell, .previousSmell: goToSmell(forward: action == .nextSmell, &context)
        case .sort, .invertSort: sortTable(action, &context)
        case .follow: toggleFollowing(&context)
        case .fold, .left, .right, .foldLevel, .unfoldLevel, .foldAll, .unfoldAll, .parent,
            .nextSibling, .previousSibling, .zoomIn, .zoomOut, .reroot:
            performInTree(action, &context)
        // What moves was done above; the rest means the same on all screens, or something on others.
        case .down, .up, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .top, .bottom, .back,
            .quit, .quitNow, .command, .help, .operations, .errors, .monitor, .editQuery,
            .shorterRange, .longerRange, .sliceStart, .sliceEnd, .copy, .pager, .mark, .pin,
            .letIn, .repaint, .zone, .breadcrumb, .suspend:
            context.sayIdle(action)
        }
    }

    /// What can be done before the trace is there: a search is done when it is.
    private mutating func performWithoutTrace(_ action: Action, _ context: inout ScreenContext) {
        switch action {
        case .refresh: reload(&context)
        case .adjustTimes: adjustTimes(&context)
        case .search: context.prompt = PromptState(.find)
        case .onlyHits: context.prompt = PromptState(.onlyHits)
        case .hideShorter: context.prompt = PromptState(.shortest)
        default:
            context.say(
                loading.failure == nil
                    ? "The trace is still being loaded." : "Nothing is loaded; R asks again."
            )
        }
    }

    /// Moves within the view that is shown; false when the action does not move.
    mutating func move(_ action: Action, _ context: ScreenContext) -> Bool {
        let height = mainRows
        let times = context.times
        switch view {
        case .tree:
            return cursor.apply(action, count: rows?.count ?? 0, height: height, times: times)
        case .spans:
            let count = views.table.rows.count
            return views.table.cursor.apply(action, count: count, height: height, times: times)
        case .events:
            let count = views.events.rows.count
            return views.events.cursor.apply(action, count: count, height: height, times: times)
        case .json: return views.json.apply(action, height: height, times: times)
        }
    }

    private mutating func changePane(_ context: inout ScreenContext) {
        guard hasDetails else { return context.say("d shows the details below.") }
        focus = focus == .main ? .details : .main
    }

    /// What actions mean while the details below the tree have the focus; false for those of the tree.
    private mutating func performInDetails(
        _ action: Action,
        _ context: inout ScreenContext
    ) -> Bool {
        guard var details else { return false }
        if details.move(action, context) || details.changeFold(action) {
            self.details = details
            return true
        }
        switch action {
        case .open: details.openSelected(&context)
        case .fold, .left: context.say("There is nothing to fold here.")
        case .right: context.say("There is nothing to unfold here.")
        default: return false
        }
        return true
    }

    private mutating func show(_ view: TraceView, _ context: inout ScreenContext) {
        if view == self.view { context.say("This view is shown already.") }
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
        guard view == .tree else { return context.say("This works in the tree; 1 shows it.") }
        guard var filter = rows?.filter else { return }
        if flag == \.onlyHits && !filter.onlyHits && find?.hits.isEmpty ?? true {
            return context.say("Nothing was found.")
        }
        filter[keyPath: flag].toggle()
        refilter(filter)
    }

    private mutating func sortTable(_ action: Action, _ context: inout ScreenContext) {
        guard view == .spans else {
            return context.say("Only the table of spans is sorted; 4 shows it.")
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

    /// Goes to a span and says `words` of it, and when filters were undone for it.
    mutating func go(to node: Int, _ context: inout ScreenContext, _ words: String = "") {
        if !words.isEmpty { context.sayStep(words) }
        let before = words.isEmpty ? "" : words + " "
        if go(to: node) {
            context.say(before + "The filters were undone: they hid this span.")
        }
        if view == .events, !views.events.rows.contains(where: { $0.span == Int32(node) }) {
            context.say(before + "The span has no events; 1 shows it in the tree.")
        }
    }

    /// Goes to a span if there is one, else says why not.
    mutating func go(to node: Int?, _ context: inout ScreenContext, otherwise text: String) {
        if let node { go(to: node, &context) } else { context.say(text) }
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
