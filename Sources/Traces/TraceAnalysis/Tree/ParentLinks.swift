import TraceModel

/// The node above each span, before anything is ordered.
///
/// Children of a duplicated id go to its first span, save where a client and a server share the id as in
/// Zipkin: there the server is the client's child, and the children are the server's, which made them.
struct ParentLinks: Sendable {
    private let trace: Trace
    /// One for each span, then one for each missing parent; −1 for a root.
    private(set) var parents: [Int32]
    private(set) var missingIDs: [SpanID] = []
    /// The first span of each id.
    private(set) var ids: SpanIDTable
    private var shared = SharedIDs()
    private var selfParents: [Int32] = []
    private var cycles: [[Int]] = []

    init(_ trace: Trace) {
        self.trace = trace
        let count = trace.count
        parents = Array(repeating: -1, count: count)
        ids = SpanIDTable(capacity: count)
        let rows = trace.rows
        let columns = SpanIDColumns(trace.columns)
        let kinds = trace.columns.kinds
        for index in 0..<count {
            let id = columns.own(rows[index])
            guard let first = ids.insert(Int32(index), for: id) else { continue }
            shared.add(Int32(index), first: first, id: id, in: trace)
        }
        var missing = SpanIDTable()
        for index in 0..<count {
            let row = rows[index]
            let id = columns.own(row)
            let parentID = columns.parent(row)
            if let client = shared.client(of: id, kinds[row]) {
                parents[index] = client
            } else if !parentID.isZero {
                link(index, id, to: parentID, &missing)
            }
        }
        parents += Array(repeating: -1, count: missingIDs.count)
    }

    private mutating func link(
        _ index: Int,
        _ id: SpanID,
        to parentID: SpanID,
        _ missing: inout SpanIDTable
    ) {
        if parentID == id {
            selfParents.append(Int32(index))
        } else if let parent = shared.owner(of: parentID) ?? ids[parentID] {
            parents[index] = parent
        } else {
            let next = Int32(trace.count + missingIDs.count)
            let known = missing.insert(next, for: parentID)
            if known == nil { missingIDs.append(parentID) }
            parents[index] = known ?? next
        }
    }

    /// Makes the earliest span of each cycle a root.
    mutating func breakCycles(starts: [UInt64]) {
        // 0: not seen, else the number of the walk that saw the node first.
        var walks = [Int32](repeating: 0, count: parents.count)
        for first in parents.indices where walks[first] == 0 {
            let walk = Int32(first + 1)
            var node = Int32(first)
            while node >= 0 && walks[Int(node)] == 0 {
                walks[Int(node)] = walk
                node = parents[Int(node)]
            }
            if node >= 0 && walks[Int(node)] == walk { breakCycle(through: node, starts) }
        }
    }

    private mutating func breakCycle(through node: Int32, _ starts: [UInt64]) {
        var members: [Int] = []
        var next = node
        repeat {
            members.append(Int(next))
            next = parents[Int(next)]
        } while next != node
        guard
            let place = members.indices.min(by: { left, right in
                (starts[members[left]], members[left]) < (starts[members[right]], members[right])
            })
        else { return }
        parents[members[place]] = -1
        cycles.append(Array(members[place...] + members[..<place]))
    }

    /// All that was odd about ids and parents.
    func issues(childOffsets: [Int32]) -> [TreeIssue] {
        var issues: [TreeIssue] = []
        for (index, id) in missingIDs.enumerated() {
            let node = trace.count + index
            let children = Int(childOffsets[node + 1] - childOffsets[node])
            issues.append(.missingParent(id, children: children))
        }
        issues += shared.duplicates.map { .duplicateID($0.id, count: $0.count) }
        issues += selfParents.map { .selfParent(span: Int($0)) }
        issues += cycles.map { .cycle(spans: $0) }
        return issues
    }
}
