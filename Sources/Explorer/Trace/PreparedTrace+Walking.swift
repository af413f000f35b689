import TraceAnalysis
import TraceModel

/// Finding spans while someone waits for a key: nothing is made of single spans here, which may be a million.
extension PreparedTrace {
    /// The places of a service's spans in the order of the tree.
    ///
    /// - Complexity: O(spans).
    func places(ofService service: StringIndex) -> [Int32] {
        let columns = trace.columns
        let isOfService = columns.resources.map { $0.serviceName == service }
        let indexes = columns.resourceIndexes
        var places: [Int32] = []
        for (place, node) in tree.order.enumerated() where Int(node) < tree.spanCount {
            if isOfService[Int(indexes[trace.row(at: Int(node))])] { places.append(Int32(place)) }
        }
        return places
    }

    /// The span at the places of `scope` that did work of its own for longest; after `last` the next one.
    ///
    /// Of equal ones the first in the tree counts as slower.
    ///
    /// - Returns: That span, how many are slower, and how many there are.
    /// - Complexity: O(spans).
    func slowest(
        after last: Int?,
        in scope: Range<Int32>
    ) -> (next: Int?, slower: Int, count: Int) {
        let limit = last.map { (time: selfTimes[$0], place: tree.positions[$0]) }
        var best: (time: Nanoseconds, node: Int32)?
        var slower = 0
        var count = 0
        for place in scope {
            let node = tree.order[Int(place)]
            guard Int(node) < tree.spanCount else { continue }
            count += 1
            let time = selfTimes[Int(node)]
            if let limit, time > limit.time || time == limit.time && place <= limit.place {
                slower += 1
            } else if best.map({ time > $0.time }) ?? true {
                best = (time, node)
            }
        }
        return (best.map { Int($0.node) }, slower, count)
    }
}
