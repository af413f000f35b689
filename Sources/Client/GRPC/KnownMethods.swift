import Synchronization

/// What was found out of a server: which methods it has not.
final class KnownMethods: Sendable {
    private let absent = Mutex<Set<GRPCMethod>>([])

    func isAbsent(_ method: GRPCMethod) -> Bool { absent.withLock { $0.contains(method) } }

    func markAbsent(_ method: GRPCMethod) { absent.withLock { _ = $0.insert(method) } }
}
