import PlainText
import TraceAnalysis
import TraceModel

/// Going from one span to the next of its kind, and saying how many there are.
extension TraceState {
    mutating func goToError(forward: Bool, _ context: inout ScreenContext) {
        guard let next = nextError(after: anchor ?? currentNode, forward: forward),
            let prepared
        else { return context.say("There are no more errors in this direction.") }
        let trace = prepared.trace
        let place = place(of: next, in: prepared) { trace[$0].isError }
        go(to: next, &context, "Error \(place).")
    }

    /// Goes to the next span on the critical path in the order of the tree; after the last one comes the first.
    mutating func goToCritical(_ context: inout ScreenContext) {
        guard let prepared else { return }
        go(to: "on the critical path", in: prepared, &context) {
            prepared.criticalPath.contains($0)
        }
    }

    /// Goes to the next span of the service that the trace was searched by, else of the selected span's.
    mutating func goToService(_ context: inout ScreenContext) {
        guard let prepared else { return }
        let trace = prepared.trace
        let node = (anchor ?? currentNode).flatMap { $0 < prepared.tree.spanCount ? $0 : nil }
        let searched = searchedService.flatMap { name in
            prepared.overview.services.contains { $0.name == name } ? name : nil
        }
        guard let service = searched ?? node.map({ trace[$0].serviceName }),
            let index = trace.columns.strings.firstIndex(of: service)
        else { return context.say("No span with a service is selected.") }
        go(to: "of \(service)", in: prepared, &context) { trace[$0].serviceIndex == index }
    }

    /// Goes to the span that did work of its own for longest, or if that is where this went last, to the next after it.
    mutating func goToSlowest(_ context: inout ScreenContext) {
        guard let prepared else { return }
        let times = prepared.selfTimes
        let positions = prepared.tree.positions
        // Of equal ones the first in the tree counts as slower.
        func isSlower(_ one: Int, _ other: Int) -> Bool {
            times[one] == times[other]
                ? positions[one] < positions[other] : times[one] > times[other]
        }
        let spans = scope(of: prepared)
        let last = slowest.flatMap { $0 == (anchor ?? currentNode) ? $0 : nil }
        var next: Int?
        var slower = 0
        for node in spans {
            if let last, !isSlower(last, node) {
                slower += 1
            } else if next.map({ isSlower(node, $0) }) ?? true {
                next = node
            }
        }
        guard let next else {
            if last == nil { return context.say("There are no spans here.") }
            slowest = nil
            return goToSlowest(&context)
        }
        slowest = next
        go(
            to: next,
            &context,
            "Slowest \(CountText.grouped(slower + 1)) of \(CountText.of(spans.count, "span")): "
                + "\(DurationText.short(times[next])) of its own."
        )
    }

    /// Goes to the next span of a kind and says which of them it is.
    private mutating func go(
        to kind: String,
        in prepared: PreparedTrace,
        _ context: inout ScreenContext,
        where isOfKind: (Int) -> Bool
    ) {
        let positions = prepared.tree.positions
        let place = (anchor ?? currentNode).map { positions[$0] } ?? -1
        var first: Int?
        var next: Int?
        for node in scope(of: prepared) where isOfKind(node) {
            if first == nil { first = node }
            if positions[node] > place {
                next = node
                break
            }
        }
        guard let found = next ?? first else { return context.say("There are no spans \(kind).") }
        let number = self.place(of: found, in: prepared, where: isOfKind)
        go(to: found, &context, "Span \(number) \(kind).")
    }

    /// Which of its kind a span is in the order of the tree: `3 of 987`.
    private func place(
        of span: Int,
        in prepared: PreparedTrace,
        where isOfKind: (Int) -> Bool
    ) -> String {
        let positions = prepared.tree.positions
        var before = 0
        var count = 0
        for node in scope(of: prepared) where isOfKind(node) {
            count += 1
            if positions[node] <= positions[span] { before += 1 }
        }
        return "\(CountText.grouped(before)) of \(CountText.grouped(count))"
    }

    /// The spans that keys go to, in the order of the tree: all, or those below the root that was chosen.
    private func scope(of prepared: PreparedTrace) -> [Int] {
        let tree = prepared.tree
        let nodes = rows?.filter.root.map { tree.subtree(of: $0) } ?? tree.order[...]
        return nodes.compactMap { $0 < tree.spanCount ? Int($0) : nil }
    }
}
