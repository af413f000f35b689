package import TraceModel

/// How long each span did work of its own: its duration less the time during which a direct child ran.
///
/// Children count as far as they lie within their parent, those nobody waits for too. Never negative.
package struct SelfTimes: Sendable {
    private let times: [Nanoseconds]

    /// - Complexity: O(spans).
    package init(_ tree: TraceTree) {
        var sweep = ChildSweep(tree)
        times = (0..<tree.spanCount).map { span in
            sweep.begin(span)
            var own: UInt64 = 0
            while let idle = sweep.nextIdle() { own += idle.end - idle.start }
            return Nanoseconds(clamping: own)
        }
    }

    /// Nanoseconds.
    package subscript(span: Int) -> Nanoseconds { times[span] }
}
