import TraceModel

/// How often services call each other.
struct CallCounts {
    private var services = ServiceNumbers()
    private var calls = CallMatrix()

    /// The number of the service of each operation of a part, the same in all parts.
    mutating func services(ofOperationsIn part: StorePart) -> [Int32] {
        services.numbers(ofOperationsIn: part)
    }

    @inline(__always)
    mutating func add(parent: Int32, child: Int32) { calls.add(parent: parent, child: child) }

    /// Sorted by the names of both sides.
    var links: [DependencyLink] {
        calls.counts.map { parent, child, count in
            DependencyLink(
                parent: services.names[parent],
                child: services.names[child],
                callCount: count
            )
        }.sorted { ($0.parent, $0.child) < ($1.parent, $1.child) }
    }
}

/// Services by numbers that are the same in all parts.
private struct ServiceNumbers {
    private(set) var names: [String] = []
    private var numbers: [String: Int32] = [:]

    mutating func numbers(ofOperationsIn part: StorePart) -> [Int32] {
        (0..<part.operationCount).map { place in
            let name = part.operation(at: place).service
            if let number = numbers[name] { return number }
            let number = Int32(names.count)
            names.append(name)
            numbers[name] = number
            return number
        }
    }
}

/// Counts of calls: a square array for the first services, which are usually all, and a dictionary for the rest.
private struct CallMatrix {
    private static let side = 256
    private var square = [Int](repeating: 0, count: side * side)
    private var others: [Int: Int] = [:]

    @inline(__always)
    mutating func add(parent: Int32, child: Int32) {
        let (parent, child) = (Int(parent), Int(child))
        if parent < Self.side && child < Self.side {
            square[parent * Self.side + child] += 1
        } else {
            others[parent << 32 | child, default: 0] += 1
        }
    }

    /// Each pair that was added, in no order.
    var counts: [(parent: Int, child: Int, count: Int)] {
        let common = square.indices.lazy.filter { square[$0] > 0 }
            .map { ($0 / Self.side, $0 % Self.side, square[$0]) }
        return common + others.map { ($0.key >> 32, $0.key & 0xFFFF_FFFF, $0.value) }
    }
}
