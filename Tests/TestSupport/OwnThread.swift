import Foundation

/// Runs what blocks on a thread of its own: tests share a small pool with the tasks that they wait for.
package func onOwnThread<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Foundation.Thread.detachNewThread { continuation.resume(with: Result(catching: body)) }
    }
}
