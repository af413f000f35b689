package import TraceModel

/// How far each span must be moved so that children lie within parents whose clock differs.
///
/// Clocks differ where hosts do, or services where no host is known. What a consumer does for a producer may
/// well happen later and stays; so do spans whose parent is missing. Nothing is rebuilt: the offsets are for
/// drawing, see ``TraceTree/adjusted(by:)``.
package struct SkewAdjustment: Sendable {
    /// Nanoseconds to add to the times of each span.
    package let offsets: [Nanoseconds]
    /// The largest correction either way, in nanoseconds; 0 when all clocks agree.
    package let largest: Nanoseconds

    /// - Complexity: O(spans).
    package init(_ tree: TraceTree) {
        let trace = tree.trace
        var clocks = ClockNames()
        var offsets = [Nanoseconds](repeating: 0, count: tree.spanCount)
        var largest: UInt64 = 0
        for node in tree.order {
            let span = Int(node)
            guard !tree.isSynthetic(span), let parent = tree.parent(of: span),
                !tree.isSynthetic(parent)
            else { continue }
            let child = trace[span]
            let caller = trace[parent]
            if caller.kind == .producer && child.kind == .consumer { continue }
            if clocks.clock(of: child) == clocks.clock(of: caller) {
                offsets[span] = offsets[parent]
            } else {
                offsets[span] = ClockSkew.delta(
                    of: Self.times(tree, span, offset: 0),
                    within: Self.times(tree, parent, offset: offsets[parent])
                )
            }
            largest = max(largest, offsets[span].magnitude)
        }
        self.offsets = offsets
        self.largest = Nanoseconds(clamping: largest)
    }

    private static func times(
        _ tree: TraceTree,
        _ span: Int,
        offset: Nanoseconds
    ) -> ClockSkew.Times {
        ClockSkew.Times(
            start: Timestamp(nanoseconds: tree.displayStarts[span]).advanced(by: offset),
            end: Timestamp(nanoseconds: tree.displayEnds[span]).advanced(by: offset)
        )
    }
}

/// Which spans tell the time by the same clock.
private struct ClockNames {
    private enum Clock: Hashable {
        case host(String)
        case service(StringIndex)
    }

    private var clocks: [UInt32: Int] = [:]
    private var numbers: [Clock: Int] = [:]

    mutating func clock(of span: Span) -> Int {
        if let known = clocks[span.resourceIndex] { return known }
        let clock = host(of: span.resource).map { Clock.host($0) } ?? .service(span.serviceIndex)
        let number = numbers[clock] ?? numbers.count
        numbers[clock] = number
        clocks[span.resourceIndex] = number
        return number
    }

    /// Jaeger's own clients put the address of their machine under `ip`.
    private func host(of resource: Resource) -> String? {
        resource.host ?? resource.attributes.first("ip").map(\.canonicalString)
    }
}
