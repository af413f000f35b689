import TraceModel

/// What a span did while none of its direct children ran.
///
/// The one place that tells work of a span's own from time that nobody accounts for: gaps, queues and the split of a span's
/// time all come from here.
enum IdleTime {
    /// The span's own work.
    case own
    /// Nobody instrumented it.
    case gap
    /// A message lay in a queue: from the start of a producer to that of its consumer.
    case queue
}

/// The idle stretches of spans, by time, each with what it is.
///
/// A stretch is a gap if it takes a share of the span or more. What a client waits before its first and after its last child is
/// the way to the other side and back, unless it takes half of the call and 50 ms: then something between the two is not
/// instrumented, such as a gateway.
struct IdleStretches {
    /// Shortest time on the way that is more than a network's.
    static let longestWay: UInt64 = 50_000_000

    private let tree: TraceTree
    private let share: Double
    private var sweep: ChildSweep
    /// Those of the last span that was asked for.
    private(set) var stretches: [(section: TimeSection, time: IdleTime)] = []

    /// `share` is the smallest part of a span's duration that is a gap, 0...1; one does for all spans of a tree.
    init(_ tree: TraceTree, share: Double) {
        self.tree = tree
        self.share = share
        sweep = ChildSweep(tree)
    }

    /// Finds the stretches of a span.
    ///
    /// - Complexity: O(children).
    mutating func find(in span: Int) {
        stretches.removeAll(keepingCapacity: true)
        sweep.begin(span)
        while let idle = sweep.nextIdle() { stretches.append((idle, .own)) }
        let children = tree.children(of: span)
        guard !children.isEmpty, !stretches.isEmpty else { return }
        let start = tree.displayStarts[span]
        let end = tree.displayEnds[span]
        let least = Double(end - start) * share
        let kind = tree.trace[span].kind
        func touchesEdge(_ section: TimeSection) -> Bool {
            section.start == start || section.end == end
        }
        var way: UInt64 = 0
        for stretch in stretches where touchesEdge(stretch.section) {
            way += stretch.section.end - stretch.section.start
        }
        let isLongWay = way >= Self.longestWay && way >= (end - start) / 2
        let firstMessage = kind == .producer ? firstConsumer(children) : nil
        for place in stretches.indices {
            let section = stretches[place].section
            if let firstMessage, section.end == firstMessage {
                stretches[place].time = .queue
                continue
            }
            guard Double(section.end - section.start) >= least else { continue }
            let isWay = kind == .client || kind == .producer
            if isWay, touchesEdge(section), kind == .producer || !isLongWay { continue }
            stretches[place].time = .gap
        }
    }

    /// When the first consumer among `children` begins.
    private func firstConsumer(_ children: ArraySlice<Int32>) -> UInt64? {
        children.first { child in
            Int(child) < tree.spanCount && tree.trace[Int(child)].kind == .consumer
        }.map { tree.displayStarts[Int($0)] }
    }
}
