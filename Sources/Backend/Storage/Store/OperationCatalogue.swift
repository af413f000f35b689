import TraceModel

/// The services and operations of the blocks that are held.
///
/// Every service is listed. Operations are listed up to a bound, of all services and of each, so that names which are all
/// different cost a bounded amount of memory, and one service with ids in its names does not crowd out the others; those
/// beyond it are counted, and searches still find them. What no block holds any more goes.
struct OperationCatalogue {
    /// The names of one service.
    private struct Service {
        /// In how many blocks each listed operation stands.
        var operations: [Operation: Int32] = [:]
        /// How many times an operation stands in a block, listed or not.
        var count = 0
        /// How many of these are not listed.
        var omitted = 0
    }

    /// Which of a block's operations are listed, in their order there.
    struct Listing {
        fileprivate(set) var isListed: [Bool] = []
    }

    private let mostOperations: Int
    private let mostPerService: Int
    private let mostBytes: Int
    private var services: [String: Service] = [:]
    private var operationCount = 0
    /// Bytes of the names that are listed.
    private var bytes = 0
    /// Operations that are not listed, of all services; one that stands in several blocks counts in each.
    private(set) var omitted = 0

    init(mostOperations: Int = 100_000, mostPerService: Int = 10_000, mostBytes: Int = 16 << 20) {
        self.mostOperations = mostOperations
        self.mostPerService = mostPerService
        self.mostBytes = mostBytes
    }

    /// Bytes held, roughly.
    var heldBytes: Int { bytes + operationCount * 64 + services.count * 160 }

    /// Adds an operation that is new to a block; a service without a name is not listed.
    mutating func add(service name: String, _ operation: Operation, in listing: inout Listing) {
        guard !name.isEmpty else { return listing.isListed.append(false) }
        // Taken out and put back, so that nothing is copied.
        var service = services.removeValue(forKey: name)
        if service == nil { bytes += name.utf8.count }
        listing.isListed.append(list(operation, of: &service))
        services[name] = service
    }

    private mutating func list(_ operation: Operation, of known: inout Service?) -> Bool {
        var service = known.take() ?? Service()
        defer { known = service }
        service.count += 1
        if let blocks = service.operations[operation] {
            service.operations[operation] = blocks + 1
            return true
        }
        let cost = operation.name.utf8.count
        guard operationCount < mostOperations, service.operations.count < mostPerService,
            bytes + cost <= mostBytes
        else {
            service.omitted += 1
            omitted += 1
            return false
        }
        service.operations[operation] = 1
        operationCount += 1
        bytes += cost
        return true
    }

    /// Takes away an operation of a block that goes: the one at `place` in the order in which they were added.
    mutating func remove(
        service name: String,
        _ operation: Operation,
        at place: Int,
        in listing: Listing
    ) {
        guard !name.isEmpty, place < listing.isListed.count else { return }
        services[name]?.count -= 1
        if listing.isListed[place] {
            let left = (services[name]?.operations[operation] ?? 1) - 1
            services[name]?.operations[operation] = left > 0 ? left : nil
            if left <= 0 {
                operationCount -= 1
                bytes -= operation.name.utf8.count
            }
        } else {
            services[name]?.omitted -= 1
            omitted -= 1
        }
        if services[name]?.count == 0 {
            services[name] = nil
            bytes -= name.utf8.count
        }
    }

    /// Sorted by name, without those whose every operation is in `dead`.
    func serviceNames(without dead: DeadOperations = DeadOperations()) -> [String] {
        services.filter { name, service in
            service.count > dead.byService[name, default: [:]].values.reduce(0) { $0 + Int($1) }
        }.keys.sorted()
    }

    /// Sorted by name and kind, without those of `dead`; empty for an unknown service.
    func operations(
        of service: String,
        without dead: DeadOperations = DeadOperations()
    ) -> [Operation] {
        let dead = dead.byService[service, default: [:]]
        let listed = services[service]?.operations ?? [:]
        return listed.filter { $1 > dead[$0, default: 0] }.keys.sorted { left, right in
            left.name != right.name
                ? left.name < right.name
                : (left.kind?.rawValue ?? 0) < (right.kind?.rawValue ?? 0)
        }
    }

    /// How many operations of a service are not listed, those counted twice that stand in two blocks.
    func omittedOperations(of service: String) -> Int { services[service]?.omitted ?? 0 }
}

/// Operations of blocks that are held, but of whose spans none is: in how many blocks, by service.
struct DeadOperations {
    fileprivate(set) var byService: [String: [Operation: Int32]] = [:]
}

extension Snapshot {
    /// The operations that no span which is held has, although their block does.
    ///
    /// - Complexity: O(spans of the blocks that are deleted in part).
    func deadOperations() -> DeadOperations {
        var dead = DeadOperations()
        for part in parts where part.firstOrdinal < oldestOrdinal {
            let isUsed = part.usedOperations(from: oldestOrdinal)
            for place in isUsed.indices where !isUsed[place] {
                let (service, operation) = part.operation(at: place)
                dead.byService[service, default: [:]][operation, default: 0] += 1
            }
        }
        return dead
    }
}

extension Block {
    /// The service and operation at a place in `operations`.
    func operation(at place: Int) -> (service: String, operation: Operation) {
        let service = operations.word(ListPlace.Operation.service, ofList: place)
        let name = operations.word(ListPlace.Operation.name, ofList: place)
        let kind = operations.word(ListPlace.Operation.kind, ofList: place)
        let operation = Operation(
            name: strings.text(at: name),
            kind: SpanKind(rawValue: UInt8(truncatingIfNeeded: kind))
        )
        return (strings.text(at: service), operation)
    }
}
