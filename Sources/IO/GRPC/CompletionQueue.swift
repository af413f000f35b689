import CGRPC
import Synchronization
import Listening

/// What is to be done when an operation of the core is over; its tag while it is under way.
class OperationEnd {
    /// Called once, on the queue's thread, which must not be held up.
    func over(isDone: Bool) {}

    /// The tag: keeps this alive until the operation is over.
    final func retainedTag() -> UnsafeMutableRawPointer { Unmanaged.passRetained(self).toOpaque() }

    /// For a tag whose operation was not started.
    final func release() { Unmanaged.passUnretained(self).release() }
}

/// Calls a closure.
final class OperationHandler: OperationEnd {
    private let handler: @Sendable (Bool) -> Void

    init(_ handler: @escaping @Sendable (Bool) -> Void) { self.handler = handler }

    override func over(isDone: Bool) { handler(isDone) }
}

/// The events of a server, on a thread of its own.
// Sendable: the pointer is only handed to the core, which locks.
final class CompletionQueue: @unchecked Sendable {
    let pointer: OpaquePointer
    private let ended = Mutex<(isOver: Bool, waiting: [CheckedContinuation<Void, Never>])>(
        (false, [])
    )

    /// Starts the thread.
    init() {
        spoor_grpc_enter()
        pointer = spoor_grpc_queue_make()
        Thread.start { self.run() }
    }

    private func run() {
        while let tag = nextTag() { tag.end.over(isDone: tag.isDone) }
        spoor_grpc_queue_free(pointer)
        spoor_grpc_leave()
        let waiting = ended.withLock { ended in
            ended.isOver = true
            return ended.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    private func nextTag() -> (end: OperationEnd, isDone: Bool)? {
        let event = spoor_grpc_queue_next(pointer)
        return event.tag.map {
            (Unmanaged<OperationEnd>.fromOpaque($0).takeRetainedValue(), event.ok != 0)
        }
    }

    /// Ends the thread once all operations are over; none may be started any more.
    func shutDown() async {
        spoor_grpc_queue_shut_down(pointer)
        await withCheckedContinuation { continuation in
            let isOver = ended.withLock { ended in
                if !ended.isOver { ended.waiting.append(continuation) }
                return ended.isOver
            }
            if isOver { continuation.resume() }
        }
    }
}

/// Starts an operation and waits for its end; whether it did what it was to do.
///
/// `start` gets the tag and returns what the core says.
func operation(_ start: (UnsafeMutableRawPointer) -> Int32) async -> Bool {
    await withCheckedContinuation { continuation in
        let end = OperationHandler { continuation.resume(returning: $0) }
        guard start(end.retainedTag()) == 0 else {
            end.release()
            continuation.resume(returning: false)
            return
        }
    }
}
