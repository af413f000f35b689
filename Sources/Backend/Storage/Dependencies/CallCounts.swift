import TraceModel

/// How often services call each other.
struct CallCounts {
    private var services = ServiceNumbers()
    private var calls = CallMatrix()

    /// The number of the service of each operation of a part, the same in all parts.
    mutating func services(ofOperationsIn part: StorePart) -> [Int32] {
        (0..<part.operationCount).map { services.number(of: part.operation(at: $0).service) }
    }

    /// The numbers of services, the same in all parts.
    mutating func numbers(of names: [String]) -> [Int32] { names.map { services.number(of: $0) } }

    /// Adds to the calls of a pair, or takes away from them.
    @inline(__always)
    mutating func add(parent: Int32, child: Int32, _ count: Int = 1) {
        calls.add(parent: Int(parent), child: Int(child), count)
    }

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
