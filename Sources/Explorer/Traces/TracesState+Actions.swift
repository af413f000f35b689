import PlainText
import TraceModel

extension TracesState {
    package mutating func perform(_ action: Action, _ context: inout ScreenContext) {
        if focus == .strip, performInStrip(action, &context) { return }
        if move(action, context) {
            // Back at the top, the newest traces are shown again.
            return showWaitingUnlessHeld()
        }
        switch action {
        case .open:
            if let selected {
                cursor.choose()
                context.noteLikes(of: selected, among: summaries)
                context.openTrace(
                    selected,
                    span: failedSpans[selected.id],
                    service: terms.service
                )
            } else {
                context.say("No trace is selected.")
            }
        case .editQuery:
            context.prompt = PromptState(
                .query,
                text: queryText(context),
                history: context.queryHistory
            )
            context.loadServices()
            context.loadOperationsForCompletion(terms.service)
        case .search: promptToNarrow(&context)
        case .follow: toggleFollowing(&context)
        case .mark:
            if let selected { toggleMark(selected) } else { context.say("No trace is selected.") }
        case .letIn:
            if live == nil {
                context.say("F follows the list; . then shows the new rows.")
            } else {
                showWaiting()
            }
        case .sort: sort(by: order.next)
        case .invertSort: sort(by: order.inverted)
        case .nextError, .previousError:
            if !selectError(forward: action == .nextError) {
                context.say("There are no more traces with errors in this direction.")
            }
        case .refresh: search(&context)
        case .nextPane, .previousPane:
            if summaries.isEmpty {
                context.say("There is only one pane while there are no traces.")
            } else {
                changeFocus()
            }
        case .maximize: isMaximized.toggle()
        case .right: scroll = min(scroll + 8, 400)
        case .left where scroll == 0: context.say("Nothing is cut off at the left.")
        case .left: scroll = max(0, scroll - 8)
        case .sliceStart, .sliceEnd: context.say("Tab goes to the strip first.")
        default: context.sayIdle(action)
        }
        fit(to: context.size)
    }

    /// Sorts, and selects what comes first.
    private mutating func sort(by order: TraceOrder) {
        self.order = order
        arrange()
        select(row: 0)
    }

    /// Goes from the table to the strip, where the crosshair stands at the selected trace, or back.
    private mutating func changeFocus() {
        guard focus == .table else { return focus = .table }
        focus = .strip
        if let selected { crosshair = strip.column(of: selected.start) }
    }

    /// What actions mean while the strip has the focus; false for those that mean the same as in the table.
    private mutating func performInStrip(
        _ action: Action,
        _ context: inout ScreenContext
    ) -> Bool {
        let step = max(1, stripColumns / 20) * context.times
        switch action {
        case .left: crosshair -= 1
        case .right: crosshair += 1
        case .up, .pageUp: crosshair -= step
        case .down, .pageDown: crosshair += step
        case .top: crosshair = 0
        case .bottom: crosshair = stripColumns - 1
        case .sliceStart:
            sliceStart = strip.time(ofColumn: crosshair)
            context.say("The slice begins here; ] sets its end, Enter searches it.")
        case .sliceEnd:
            sliceEnd = strip.time(ofColumn: crosshair + 1)
            context.say("The slice ends here; [ sets its start, Enter searches it.")
        case .mark:
            if let nearest = nearestToCrosshair { toggleMark(nearest) }
        case .open where sliceStart != nil || sliceEnd != nil: openSlice(&context)
        case .open:
            if let nearest = nearestToCrosshair {
                context.noteLikes(of: nearest, among: summaries)
                context.openTrace(
                    nearest,
                    span: failedSpans[nearest.id],
                    service: terms.service
                )
            }
        default: return false
        }
        fit(to: context.size)
        return true
    }

    private func openSlice(_ context: inout ScreenContext) {
        let strip = strip
        let ends = [sliceStart ?? strip.start, sliceEnd ?? strip.end].sorted()
        var terms = terms
        // All of both columns, in round figures.
        let column = strip.end.since(strip.start) / Nanoseconds(stripColumns)
        terms.window = .between(
            RoundTime.down(ends[0], within: column),
            RoundTime.up(ends[1], within: column)
        )
        context.openTraces(terms)
    }

    private var nearestToCrosshair: TraceSummary? {
        let columns = strip.longestOfColumn
        let nearest = columns.indices.filter { columns[$0] != nil }
            .min { abs($0 - crosshair) < abs($1 - crosshair) }
        return nearest.flatMap { columns[$0] }.map { summaries[$0] }
    }

    package mutating func undo(_ context: inout ScreenContext) -> Bool {
        if undoNarrowing() { return true }
        if sliceStart != nil || sliceEnd != nil {
            sliceStart = nil
            sliceEnd = nil
        } else if focus == .strip {
            focus = .table
        } else if !marks.isEmpty {
            context.say("\(CountText.of(marks.count, "mark")) removed.")
            removeMarks()
        } else {
            return false
        }
        fit(to: context.size)
        return true
    }

    /// Takes another query.
    package mutating func submit(
        _ text: String,
        _ purpose: PromptState.Purpose,
        _ context: inout ScreenContext
    ) -> QueryTextError? {
        guard purpose == .query else { return nil }
        switch context.parse(query: text) {
        case .failure(let error): return error
        case .success(let parsed):
            context.remember(query: text)
            terms = parsed
            search(&context)
            return nil
        }
    }
}
