import PlainText
import TraceAnalysis
import TraceModel

extension TraceState {
    /// Takes what was typed after `/` or `T`.
    package mutating func submit(
        _ text: String,
        _ purpose: PromptState.Purpose,
        _ context: inout ScreenContext
    ) -> QueryTextError? {
        switch purpose {
        case .find where view == .json: findInJSON(text, &context)
        case .find, .onlyHits:
            do throws(QueryTextError) {
                let sought = try SoughtSpans(parsing: text)
                beginFind(text, sought, jumps: true, hidesOthers: purpose == .onlyHits, &context)
            } catch {
                return error
            }
        case .groupBy: return group(by: text, &context)
        case .colorBy: color(by: text, &context)
        case .column: toggleColumn(text, &context)
        case .shortest: hideShorter(than: text, &context)
        case .command, .narrow, .query: break
        }
        return nil
    }

    /// Searches the trace, or does so once it is there.
    mutating func beginFind(
        _ text: String,
        _ sought: SoughtSpans,
        jumps: Bool,
        hidesOthers: Bool = false,
        _ context: inout ScreenContext
    ) {
        context.cancel(find?.request)
        guard !text.isEmpty else { return clearFind() }
        let id = prepared.map { context.compute(.find($0, sought), what: "searching") }
        find = FindState(
            text: text,
            sought: sought,
            request: id,
            jumps: jumps,
            hidesOthers: hidesOthers
        )
    }

    mutating func take(hits: [Int32], _ context: inout ScreenContext) {
        find?.take(hits, spanCount: prepared?.tree.spanCount ?? 0)
        if var filter = rows?.filter {
            if find?.hidesOthers == true, !hits.isEmpty { filter.onlyHits = true }
            if filter.onlyHits { refilter(filter) }
        }
        if find?.jumps ?? false { jumpToHit(0, &context) }
    }

    /// Forgets what was found, and the filter that rests on it.
    mutating func clearFind() {
        find = nil
        guard var filter = rows?.filter, filter.onlyHits else { return }
        filter.onlyHits = false
        refilter(filter)
    }

    /// Goes to the hit `step` places on; 0 stands for the first one from the selected span on.
    mutating func jumpToHit(_ step: Int, _ context: inout ScreenContext) {
        guard let find, find.isComplete else { return }
        guard !find.hits.isEmpty else {
            return context.say("/\(find.text) was not found in this trace.")
        }
        let count = find.hits.count
        var next: Int
        if step != 0, let current = find.current {
            next = (current + step + count) % count
        } else {
            let positions = prepared?.tree.positions ?? []
            let place = (anchor ?? currentNode).map { positions[$0] } ?? 0
            next = find.hits.firstIndex { positions[Int($0)] >= place } ?? 0
            if step < 0 { next = (next - 1 + count) % count }
        }
        self.find?.current = next
        go(to: Int(find.hits[next]), &context)
    }

    private mutating func hideShorter(than text: String, _ context: inout ScreenContext) {
        let typed = text.filter { $0 != " " }
        guard let shortest = typed.isEmpty ? 0 : DurationText.parse(typed), shortest >= 0 else {
            return context.tell(
                .error,
                "“\(text)”: \(DurationText.hint(for: text)); leave it empty to show all."
            )
        }
        guard var filter = rows?.filter else {
            return context.say("No span was hidden: the trace is not loaded.")
        }
        filter.shortest = shortest
        if view != .tree { context.say("Spans are hidden in the tree; 1 shows it.") }
        refilter(filter)
    }
}
