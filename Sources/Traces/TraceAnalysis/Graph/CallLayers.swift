/// In which order services are listed, so that callers stand above those they call.
struct CallLayers {
    /// Services from the first caller on.
    private(set) var order: [Int] = []
    /// How many services call each other down to each one, at most.
    private(set) var layers: [Int]

    /// Where services call each other in a circle, the one that was seen first comes first.
    ///
    /// - Complexity: O(services + calls).
    init(nodes count: Int, calls: [ServiceGraph.Edge]) {
        layers = Array(repeating: 0, count: count)
        var callers = [Int](repeating: 0, count: count)
        var calls = calls.filter { $0.caller != $0.callee }
        calls.sort { ($0.caller, $0.callee) < ($1.caller, $1.callee) }
        var firsts = [Int](repeating: 0, count: count + 1)
        for call in calls {
            callers[call.callee] += 1
            firsts[call.caller + 1] += 1
        }
        for node in 0..<count { firsts[node + 1] += firsts[node] }
        var isPlaced = [Bool](repeating: false, count: count)
        var ready = (0..<count).filter { callers[$0] == 0 }
        var nextReady = 0
        var nextSeen = 0
        while order.count < count {
            let node: Int
            if nextReady < ready.count {
                node = ready[nextReady]
                nextReady += 1
            } else {
                while isPlaced[nextSeen] { nextSeen += 1 }
                node = nextSeen
            }
            guard !isPlaced[node] else { continue }
            isPlaced[node] = true
            order.append(node)
            for call in calls[firsts[node]..<firsts[node + 1]] where !isPlaced[call.callee] {
                layers[call.callee] = max(layers[call.callee], layers[node] + 1)
                callers[call.callee] -= 1
                if callers[call.callee] == 0 { ready.append(call.callee) }
            }
        }
        // Stable, so that within a layer the first ones seen stand first.
        order.sort { (layers[$0], $0) < (layers[$1], $1) }
    }
}
