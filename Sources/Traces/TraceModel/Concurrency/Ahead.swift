import Dispatch
import Synchronization

/// A value that another core works out if one has time, and whoever asks for it if none has.
///
/// So asking never waits for a thread to be free, only for work that is being done.
package final class Ahead<Value: Sendable>: Sendable {
    private let work: @Sendable () -> Value
    private let isTaken = Atomic(false)
    private let result = Mutex<Value?>(nil)
    private let isDone = DispatchSemaphore(value: 0)

    /// Offers the work.
    package init(_ work: @escaping @Sendable () -> Value) {
        self.work = work
        DispatchQueue.global(qos: .userInitiated).async { self.doIfNobodyHas() }
    }

    private func doIfNobodyHas() {
        guard !isTaken.exchange(true, ordering: .relaxed) else { return }
        let value = work()
        result.withLock { $0 = value }
        isDone.signal()
    }

    /// The value.
    package func value() -> Value {
        doIfNobodyHas()
        isDone.wait()
        // For who asks next.
        isDone.signal()
        return result.withLock { $0 } ?? work()
    }
}
