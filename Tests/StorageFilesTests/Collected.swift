import Synchronization

/// Values that come from any thread.
final class Collected<Value: Sendable>: Sendable {
    private let all = Mutex<[Value]>([])

    var values: [Value] { all.withLock { $0 } }

    func add(_ value: Value) { all.withLock { $0.append(value) } }
}
