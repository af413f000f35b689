import TerminalText
package import TraceModel

/// The names of the roots of a list: what all share, how wide they are, and which look alike when their ends are cut off.
package struct RootNames: Sendable {
    private struct Name: Hashable {
        let service: String
        let operation: String
    }

    private var known: Set<Name> = []
    private var services: Set<String> = []
    private var operations: Set<String> = []
    /// Columns of the widest service with its operation, and of the widest of either alone.
    package private(set) var widest = 0
    package private(set) var widestService = 0
    package private(set) var widestOperation = 0
    /// Of operations that begin like another one: how many columns they share with it.
    private var sharedBeginnings: [String: Int] = [:]

    package init() {}

    package init(_ summaries: some Sequence<TraceSummary>) {
        for summary in summaries { add(summary) }
        findSharedBeginnings()
    }

    /// Adds the root of a trace; what begins alike is found out by `findSharedBeginnings`.
    mutating func add(_ summary: TraceSummary) {
        let name = Name(service: summary.rootService, operation: summary.rootOperation)
        guard known.insert(name).inserted else { return }
        guard !name.service.isEmpty || !name.operation.isEmpty else {
            widest = max(widest, summary.title.count)
            return
        }
        let service = Self.columns(name.service)
        let operation = Self.columns(name.operation)
        widestService = max(widestService, service)
        widestOperation = max(widestOperation, operation)
        widest = max(widest, service + (service > 0 && operation > 0 ? 1 : 0) + operation)
        services.insert(name.service)
        operations.insert(name.operation)
    }

    private static func columns(_ name: String) -> Int {
        SafeText(sanitizing: name, columns: 512).width
    }

    /// - Complexity: O(names · log names).
    mutating func findSharedBeginnings() {
        sharedBeginnings = [:]
        let sorted = operations.sorted()
        for (left, right) in zip(sorted, sorted.dropFirst()) {
            let shared = zip(left, right).prefix { $0 == $1 }.count
            guard shared > 0 else { continue }
            for name in [left, right] {
                sharedBeginnings[name] = max(shared, sharedBeginnings[name] ?? 0)
            }
        }
    }

    /// The service that all roots are of; nil where there are several.
    package var onlyService: String? { services.count == 1 ? services.first : nil }

    /// Whether operations tell the traces apart at least as well as services.
    package var operationsTellMore: Bool { operations.count >= services.count }

    /// Whether `operation`, cut at its end to `columns`, would look like another one.
    func isAmbiguous(_ operation: String, columns: Int) -> Bool {
        (sharedBeginnings[operation] ?? 0) >= max(1, columns - 1)
    }
}
