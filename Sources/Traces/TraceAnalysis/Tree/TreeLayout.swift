/// Children, pre-order and depth of a forest that is given by its parents.
struct TreeLayout {
    let roots: [Int32]
    /// Children of node *i* are `childList[childOffsets[i]..<childOffsets[i + 1]]`.
    let childOffsets: [Int32]
    let childList: [Int32]
    private(set) var order: [Int32] = []
    private(set) var positions: [Int32]
    private(set) var depths: [Int32]

    private struct Key {
        let start: UInt64
        let node: Int32
    }

    /// `parents` holds no cycle.
    init(parents: [Int32], starts: [UInt64]) {
        let count = parents.count
        var keys = (0..<count).map { Key(start: starts[$0], node: Int32($0)) }
        keys.sort { ($0.start, $0.node) < ($1.start, $1.node) }

        var offsets = [Int32](repeating: 0, count: count + 1)
        for parent in parents where parent >= 0 { offsets[Int(parent) + 1] += 1 }
        for node in 0..<count { offsets[node + 1] += offsets[node] }
        // Dealt out in the order of starts, each parent's children come sorted.
        var next = offsets
        var list = [Int32](repeating: 0, count: Int(offsets[count]))
        var roots: [Int32] = []
        for key in keys {
            let parent = Int(parents[Int(key.node)])
            if parent < 0 {
                roots.append(key.node)
            } else {
                list[Int(next[parent])] = key.node
                next[parent] += 1
            }
        }
        self.roots = roots
        childOffsets = offsets
        childList = list
        positions = Array(repeating: 0, count: count)
        depths = positions
        order.reserveCapacity(count)
        walk(parents)
    }

    private mutating func walk(_ parents: [Int32]) {
        var stack: [Int32] = roots.reversed()
        while let next = stack.popLast() {
            let node = Int(next)
            if parents[node] >= 0 { depths[node] = depths[Int(parents[node])] + 1 }
            positions[node] = Int32(order.count)
            order.append(next)
            let children = childList[Int(childOffsets[node])..<Int(childOffsets[node + 1])]
            stack.append(contentsOf: children.reversed())
        }
    }
}
