import PlainText
import TraceAnalysis
import TraceModel

/// Flame graph, statistics, graph of services, and JSON: what is done there and nowhere else.
extension TraceState {
    /// What actions mean in these views; false for those that mean the same in all.
    mutating func performInView(_ action: Action, _ context: inout ScreenContext) -> Bool {
        switch view {
        case .tree, .spans, .events, .story: false
        case .flame: performInFlame(action, &context)
        case .statistics: performInStatistics(action, &context)
        case .graph: performInGraph(action, &context)
        case .json: performInJSON(action, &context)
        }
    }

    /// The other form of the view that is shown already; false where there is only one.
    mutating func showOther(_ context: inout ScreenContext) -> Bool {
        switch view {
        case .flame:
            context.cancel(views.flame.request)
            views.flame.request = nil
            views.flame.length = views.flame.length == .cost ? .time : .cost
        case .json:
            context.cancel([views.json.request, views.json.find?.request].compactMap { $0 })
            views.json.request = nil
            views.json.find = nil
            views.json.form = views.json.form.other
        case .tree, .statistics, .spans, .events, .graph, .story: return false
        }
        return true
    }

    /// Starts what the view that is shown still needs.
    mutating func prepareAnalysis(_ prepared: PreparedTrace, _ context: inout ScreenContext) {
        switch view {
        case .flame:
            guard !views.flame.isCurrent, views.flame.request == nil else { return }
            let work = Computation.boxes(prepared, views.flame.length)
            views.flame.request = context.compute(work, what: "laying out boxes")
        case .statistics:
            let state = views.statistics
            guard !state.isCurrent, state.request == nil else { return }
            let work = Computation.statistics(
                prepared,
                by: state.grouping,
                then: state.subgrouping,
                state.order
            )
            views.statistics.request = context.compute(work, what: "grouping spans")
        case .graph:
            guard views.graph.graph == nil, views.graph.request == nil else { return }
            views.graph.request = context.compute(.graph(prepared), what: "counting calls")
        case .tree, .spans, .events, .json, .story: break
        }
    }

    /// The first of the spans that are selected together; of statistics the longest.
    var firstChosen: Int? {
        switch view {
        case .flame:
            guard let boxes = views.flame.boxes, views.flame.selectedBox != nil else { return nil }
            return boxes.spans(of: views.flame.selected).first.map { Int($0) }
        case .statistics:
            return views.statistics.selectedRow
                .flatMap { views.statistics.spans(of: $0).last }.map { Int($0) }
        case .graph:
            return views.graph.selectedRow.flatMap { views.graph.spans(of: $0).first }
                .map { Int($0) }
        case .tree, .spans, .events, .json, .story: return nil
        }
    }

    // MARK: Flame graph

    private mutating func performInFlame(
        _ action: Action,
        _ context: inout ScreenContext
    ) -> Bool {
        switch action {
        case .open, .zoomIn:
            if !views.flame.zoomIn() { context.say("This box has all of the width; Z zooms out.") }
            return true
        case .zoomOut:
            if !views.flame.zoomOut() { context.say("All boxes are shown; z zooms in.") }
            return true
        default: break
        }
        guard let hasMoved = views.flame.walk(action, times: context.times) else { return false }
        if hasMoved { anchor = nil } else { context.say(wordsOfEnd(action)) }
        return true
    }

    private func wordsOfEnd(_ action: Action) -> String {
        switch action {
        case .left, .right, .nextSibling, .previousSibling:
            "There are no more boxes beside this one."
        case .down, .halfPageDown, .pageDown, .bottom: "There is nothing below this box."
        default: views.flame.zoomed == nil ? "There is nothing above this box." : "Z zooms out."
        }
    }

    // MARK: Statistics and graph

    private mutating func performInStatistics(
        _ action: Action,
        _ context: inout ScreenContext
    ) -> Bool {
        switch action {
        case .open:
            guard let row = views.statistics.selectedRow else {
                context.say("No group is selected.")
                return true
            }
            let spans = Array(views.statistics.spans(of: row))
            showOnly(ChosenSpans(title: views.statistics.title(of: row), spans: spans), &context)
        case .sort, .invertSort:
            if action == .invertSort {
                views.statistics.order.isInverted.toggle()
            } else {
                let chosen = context.settings.columns.columns(
                    of: .statistics,
                    as: StatisticsColumn.self
                )
                views.statistics.order.column = views.statistics.order.column.next(
                    among: chosen ?? StatisticsColumn.allCases
                )
            }
            sortStatistics(&context)
        default: return false
        }
        return true
    }

    /// Puts the rows into the order that is wanted, or all of them once they are counted.
    private mutating func sortStatistics(_ context: inout ScreenContext) {
        context.cancel(views.statistics.request)
        views.statistics.request = nil
        guard views.statistics.isCurrent, let found = views.statistics.statistics else {
            return prepareView(&context)
        }
        let work = Computation.sortStatistics(found, views.statistics.order)
        views.statistics.request = context.compute(work, what: "sorting groups")
    }

    private mutating func performInGraph(
        _ action: Action,
        _ context: inout ScreenContext
    ) -> Bool {
        guard action == .open else { return false }
        if let row = views.graph.selectedRow {
            let spans = views.graph.spans(of: row)
            showOnly(ChosenSpans(title: views.graph.title(of: row), spans: spans), &context)
        } else {
            context.say("No service is selected.")
        }
        return true
    }

    /// Shows the tree with nothing but these spans and their ancestors.
    private mutating func showOnly(_ chosen: ChosenSpans, _ context: inout ScreenContext) {
        guard let prepared, var filter = rows?.filter else { return }
        let positions = prepared.tree.positions
        let first = chosen.spans.min { positions[Int($0)] < positions[Int($1)] }
        filter.chosen = chosen
        view = .tree
        anchor = nil
        _ = rows?.setAllFolded(false)
        refilter(filter)
        if let first { go(to: Int(first), &context) }
    }

    // MARK: Grouping

    /// Opens the prompt that asks what to group by.
    func promptToGroup(_ context: inout ScreenContext) {
        guard let prepared else { return }
        let fields = SpanGrouping.fields.map(\.name)
        let keys = prepared.seenAttributes.keys.map { SpanGrouping.attribute($0).name }
        context.prompt = PromptState(.groupBy, words: fields + keys.filter { !fields.contains($0) })
    }

    /// Groups by what was typed: one word, or two to divide the groups; by service if nothing was.
    mutating func group(by text: String, _ context: inout ScreenContext) -> QueryTextError? {
        let words = text.split(separator: " ").map(String.init)
        guard words.count <= 2 else {
            let column = text.count - text.drop { $0 == " " }.count + words[0].count
            return QueryTextError(
                column: column,
                "one key to group by, and one for parts of groups"
            )
        }
        let groupings = words.compactMap { SpanGrouping($0) }
        guard groupings.count == words.count else {
            return QueryTextError(column: 0, "a key is missing behind tag.")
        }
        views.statistics.grouping = groupings.first ?? .service
        views.statistics.subgrouping = groupings.count > 1 ? groupings[1] : nil
        context.cancel(views.statistics.request)
        views.statistics.request = nil
        if view == .statistics { prepareView(&context) } else { show(.statistics, &context) }
        return nil
    }
}

// MARK: Words

extension TraceState {
    var flameWords: [String] {
        let flame = views.flame
        let count = flame.boxes.map { CountText.of($0.boxes.count, "box", plural: "boxes") }
        let words =
            flame.length == .cost
            ? "cost: durations added up, siblings of one name merged, 2 time"
            : "time: one box per span, 2 cost"
        return [count, words, flame.zoomed == nil ? nil : "zoomed, Z out"].compactMap { $0 }
    }

    var statisticsWords: [String] {
        let state = views.statistics
        let kinds = [state.grouping, state.subgrouping].compactMap { $0?.name }
        let order =
            "by \(state.order.column.orderName)" + (state.order.isInverted ? " inverted" : "")
        return [
            CountText.of(state.statistics?.groups.count ?? 0, "group") + " of "
                + kinds.joined(separator: " and "),
            order, "TOTAL adds durations up", "PATH is the share of the critical path",
        ]
    }

    var graphWords: [String] {
        guard let graph = views.graph.graph else { return [] }
        let calls = graph.edges.reduce(0) { $0 + $1.calls }
        return [
            CountText.of(graph.nodes.count, "service"),
            "\(CountText.of(calls, "call")) between them",
            "WAY is time between caller and callee",
        ]
    }
}
