import PlainText
import TraceAnalysis
import TraceModel

/// Going from one span to the next of its kind, and saying how many there are.
extension TraceState {
    mutating func goToError(forward: Bool, _ context: inout ScreenContext) {
        guard let next = nextError(after: anchor ?? currentNode, forward: forward),
            let prepared
        else { return context.say("There are no more errors in this direction.") }
        let kin = SpanKin(prepared.errorPlaces, in: scope(of: prepared))
        go(to: next, &context, "Error \(kin.words(of: prepared.tree.positions[next])).")
    }

    /// Goes to the next span on the critical path in the order of the tree; after the last one comes the first.
    mutating func goToCritical(_ context: inout ScreenContext) {
        guard let prepared else { return }
        go(to: "on the critical path", at: prepared.criticalPath.places, in: prepared, &context)
    }

    /// Goes to the next span of the service that the trace was searched by, else of the selected span's.
    mutating func goToService(_ context: inout ScreenContext) {
        guard let prepared else { return }
        let trace = prepared.trace
        let node = (anchor ?? currentNode).flatMap { $0 < prepared.tree.spanCount ? $0 : nil }
        let searched = searchedService.flatMap { name in
            trace.columns.resources.first { trace.columns.strings[$0.serviceName] == name }
        }
        // Spans of another trace may share the columns.
        let known = searched.flatMap { resource in
            let service = trace.columns.strings[resource.serviceName]
            return prepared.overview.services.contains { $0.name == service }
                ? resource.serviceName : nil
        }
        guard let index = known ?? node.map({ trace[$0].serviceIndex }) else {
            return context.say("No span with a service is selected.")
        }
        go(
            to: "of \(trace.columns.strings[index])",
            at: prepared.places(ofService: index),
            in: prepared,
            &context
        )
    }

    /// Goes to the span that did work of its own for longest, or if that is where this went last, to the next after it.
    mutating func goToSlowest(_ context: inout ScreenContext) {
        guard let prepared else { return }
        let scope = scope(of: prepared)
        let last = slowest.flatMap { $0 == (anchor ?? currentNode) ? $0 : nil }
        let (next, slower, count) = prepared.slowest(after: last, in: scope)
        guard let next else {
            if last == nil { return context.say("There are no spans here.") }
            slowest = nil
            return goToSlowest(&context)
        }
        slowest = next
        go(
            to: next,
            &context,
            "Slowest \(CountText.grouped(slower + 1)) of \(CountText.of(count, "span")): "
                + "\(DurationText.short(prepared.selfTimes[next])) of its own."
        )
    }

    /// Goes to the next span of a kind, which stand at `places`, and says which of them it is.
    private mutating func go(
        to kind: String,
        at places: [Int32],
        in prepared: PreparedTrace,
        _ context: inout ScreenContext
    ) {
        let kin = SpanKin(places, in: scope(of: prepared))
        let place = (anchor ?? currentNode).map { prepared.tree.positions[$0] } ?? -1
        guard let next = kin.next(behind: place) else {
            return context.say("There are no spans \(kind).")
        }
        go(
            to: Int(prepared.tree.order[Int(next)]),
            &context,
            "Span \(kin.words(of: next)) \(kind)."
        )
    }

    /// The places that keys go to: all, or those below the root that was chosen.
    private func scope(of prepared: PreparedTrace) -> Range<Int32> {
        let tree = prepared.tree
        guard let root = rows?.filter.root else { return 0..<Int32(tree.nodeCount) }
        return tree.positions[root]..<tree.positions[root] + tree.subtreeSizes[root]
    }
}
