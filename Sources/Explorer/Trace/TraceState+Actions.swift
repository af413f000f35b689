import TraceAnalysis
import TraceModel

extension TraceState {
    package mutating func perform(_ action: Action, _ context: inout ScreenContext) {
        guard let prepared else { return performWithoutTrace(action, &context) }
        defer {
            selectionMoved()
            fit(to: context.size)
            prepareConcurrency(&context)
            details?.update(&context)
        }
        if focus == .details, performInDetails(action, &context) { return }
        if performInView(action, &context) { return }
        if move(action, context) {
            anchor = nil
            return
        }
        switch action {
        case .refresh: reload(&context)
        case .adjustTimes: adjustTimes(&context)
        case .open where view == .story:
            if let node = views.story.node {
                show(.tree, &context)
                go(to: node, &context)
            } else {
                context.say("This sentence is about the trace as a whole.")
            }
        case .open:
            if let currentNode {
                context.openSpan(SpanPlace(prepared, node: currentNode))
            } else {
                context.say("No span is selected.")
            }
        case .viewTree: show(.tree, &context)
        case .viewFlame: show(.flame, &context)
        case .viewStatistics: show(.statistics, &context)
        case .viewSpans: show(.spans, &context)
        case .viewEvents: show(.events, &context)
        case .viewGraph: show(.graph, &context)
        case .viewJSON: show(.json, &context)
        case .viewStory: show(.story, &context)
        case .groupBy: promptToGroup(&context)
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
        case .wrap:
            if details == nil {
                context.say("d shows the details below, where w wraps long values.")
            } else {
                details?.toggleWrap(&context)
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
        case .concurrency: toggleConcurrency(&context)
        case .narrowNames: moveSplit(-Self.splitStep, &context)
        case .widenNames: moveSplit(Self.splitStep, &context)
        case .sort, .invertSort: sortTable(action, &context)
        case .follow: toggleFollowing(&context)
        case .fold, .left, .right, .foldLevel, .unfoldLevel, .foldAll, .unfoldAll, .parent,
            .nextSibling, .previousSibling, .zoomIn, .zoomOut, .reroot, .hideService:
            performInTree(action, &context)
        // What moves was done above; the rest means the same on all screens, or something on others.
        case .down, .up, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .top, .bottom, .back,
            .quit, .quitNow, .command, .help, .operations, .errors, .monitor, .editQuery,
            .shorterRange, .longerRange, .sliceStart, .sliceEnd, .attribute, .copy, .pager, .editor,
            .mark,
            .pin,
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

    /// Per cent of the width.
    private static let splitStep = 5

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
        case .flame:
            // Moves are walks among boxes, which the view does itself.
            return false
        case .statistics:
            let count = views.statistics.rows.count
            return views.statistics.cursor.apply(action, count: count, height: height, times: times)
        case .graph:
            let count = views.graph.rows.count
            return views.graph.cursor.apply(action, count: count, height: height, times: times)
        case .json: return views.json.apply(action, height: height, times: times)
        case .story:
            let count = views.story.sentences.count
            return views.story.cursor.apply(action, count: count, height: height, times: times)
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

    mutating func show(_ view: TraceView, _ context: inout ScreenContext) {
        if view == self.view, !showOther(&context) { context.say("This view is shown already.") }
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
            return context.say("Only tables are sorted; 4 shows that of spans, 3 statistics.")
        }
        if action == .invertSort {
            views.table.order.isInverted.toggle()
        } else {
            views.table.order.column = nextOrder(context)
        }
        context.cancel(views.table.request)
        views.table.request = nil
        views.table.isSorted = false
        prepareView(&context)
    }

    /// The order by the next of the columns that the table shows.
    private func nextOrder(_ context: ScreenContext) -> SpanColumn {
        let chosen = context.settings.columns.columns(of: .spans, as: SpanColumn.self)
        let usual: [SpanColumn] = [.start, .duration, .own, .service, .name, .error]
        return views.table.order.column.next(among: chosen ?? usual)
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
        } else if view == .json, views.json.find != nil {
            context.cancel(views.json.find?.request)
            views.json.find = nil
        } else if find != nil {
            clearFind()
        } else if view == .flame, views.flame.zoomOut() {
            // The zoom of the tree is another one.
        } else if let filter = rows?.filter, !filter.leavesOutNothing {
            var left = TreeFilter()
            left.hidden = filter.hidden
            refilter(left)
        } else if showLastHidden(&context) {
            // Services that were hidden before it stay so.
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
