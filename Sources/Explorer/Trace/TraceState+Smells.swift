import TraceAnalysis

/// Smells of the trace: patterns that mean trouble, named in the header and on the spans.
extension TraceState {
    /// What the line below the totals says: each kind of smell, the first of it in short.
    package var smellLine: String? {
        guard let prepared, !prepared.smells.isEmpty else { return nil }
        let words = prepared.smells.counts.map { kind, smells in
            let first = smells.first.map { prepared.words(of: $0, .short) } ?? kind.rawValue
            return smells.count > 1 ? "\(first) and \(smells.count - 1) more" : first
        }
        return "! " + words.joined(separator: " · ")
    }

    /// Goes to the next span with a smell, and says what it is.
    mutating func goToSmell(forward: Bool, _ context: inout ScreenContext) {
        guard let prepared else { return }
        guard let node = nextSmell(after: anchor ?? currentNode, forward: forward) else {
            return context.say("This trace has no smells: nothing in it is known to mean trouble.")
        }
        let shown = prepared.smells.of(node).map { prepared.words(of: $0, .whole) }
            .joined(separator: " ")
        let place = prepared.smells.places.firstIndex(of: prepared.tree.positions[node]) ?? 0
        let count = prepared.smells.places.count
        go(to: node, &context, "\(place + 1) of \(count): \(shown)")
    }
}
