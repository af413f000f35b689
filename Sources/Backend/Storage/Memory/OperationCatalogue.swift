import TraceModel

/// The services and operations ever seen: lists that live as long as the process, as Jaeger's do.
///
/// Bounded, so that names which are all different cost a bounded amount of memory: what does not fit is
/// counted and omitted from the lists; searches still find it.
struct OperationCatalogue {
    private let mostOperations: Int
    private let mostBytes: Int
    private var services: [String: Set<Operation>] = [:]
    private var operationCount = 0
    private var bytes = 0
    /// Operations and services that the lists had no room for; the same one may be counted again.
    private(set) var omitted = 0

    init(mostOperations: Int = 100_000, mostBytes: Int = 16 << 20) {
        self.mostOperations = mostOperations
        self.mostBytes = mostBytes
    }

    /// Adds a span's service and operation; a service without a name is not listed.
    mutating func add(service: String, _ operation: Operation) {
        guard !service.isEmpty else { return }
        if services[service]?.contains(operation) == true { return }
        let cost = operation.name.utf8.count + (services[service] == nil ? service.utf8.count : 0)
        guard operationCount < mostOperations, bytes + cost <= mostBytes else {
            omitted += 1
            return
        }
        services[service, default: []].insert(operation)
        operationCount += 1
        bytes += cost
    }

    /// Sorted by name.
    var serviceNames: [String] { services.keys.sorted() }

    /// Sorted by name and kind; empty for an unknown service.
    func operations(of service: String) -> [Operation] {
        (services[service] ?? []).sorted { left, right in
            left.name != right.name
                ? left.name < right.name
                : (left.kind?.rawValue ?? 0) < (right.kind?.rawValue ?? 0)
        }
    }
}
