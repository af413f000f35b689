import CTerminalRestore
import Dispatch
import Synchronization

/// The actor of the screen: everything isolated to it runs on the one thread that called ``run(_:)``.
///
/// ncurses may be called by one thread only, and the main actor cannot serve on it because a
/// thread that waits in `poll` does not serve it. So this actor's executor keeps a list of jobs and wakes the
/// poll; ``Terminal/nextEvents(deadline:)`` runs them. A task anywhere may `await` a function of this actor;
/// it runs while the loop waits, never in the middle of a frame.
///
/// Outside of ``run(_:)`` (in tests, say) jobs run one after another on a queue of their own.
@globalActor
package actor UIActor {
    package static let shared = UIActor()
    nonisolated let executor = UIExecutor()

    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    /// Makes the calling thread the UI thread until `body` returns.
    ///
    /// - Precondition: No other thread is inside of this.
    package nonisolated static func run<Result>(
        _ body: @UIActor () throws -> Result
    ) rethrows -> Result {
        shared.executor.adoptThread()
        defer { shared.executor.releaseThread() }
        return try withoutActuallyEscaping(body) { body in
            // The thread was just made the actor's own, which is all that the isolation says.
            try unsafeBitCast(body, to: (() throws -> Result).self)()
        }
    }

    /// Ends the wait of ``Terminal/nextEvents(deadline:)`` from any thread.
    package nonisolated static func wake() {
        shared.executor.wake()
    }
}

/// Keeps the jobs of ``UIActor`` until the UI thread runs them.
final class UIExecutor: SerialExecutor {
    private struct State {
        var jobs: [UnownedJob] = []
        var isWoken = false
        /// The thread of ``UIActor/run(_:)``.
        var uiThread: Int32?
        /// The thread that runs jobs while there is no UI thread.
        var queueThread: Int32?
    }

    let pipe = WakePipe()
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "spoor.ui-without-a-screen")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let hasUIThread = state.withLock { state in
            state.jobs.append(job)
            return state.uiThread != nil
        }
        if hasUIThread { pipe.wake() } else { queue.async { self.runOnQueue() } }
    }

    func wake() {
        state.withLock { $0.isWoken = true }
        pipe.wake()
    }

    func checkIsolated() {
        precondition(isOnItsThread, "called off the thread of the screen")
    }

    func isIsolatingCurrentContext() -> Bool? { isOnItsThread }

    private var isOnItsThread: Bool {
        let thread = spoor_thread()
        return state.withLock { $0.uiThread == thread || $0.queueThread == thread }
    }

    func adoptThread() {
        let thread = spoor_thread()
        state.withLock { state in
            precondition(state.uiThread == nil, "there is a UI thread already")
            state.uiThread = thread
        }
        // What began before must end before the thread is the only one.
        queue.sync {}
        pipe.wake()
    }

    func releaseThread() {
        state.withLock { $0.uiThread = nil }
        queue.async { self.runOnQueue() }
    }

    /// Runs the jobs there are now, on the UI thread; those that they add wait for the next time.
    ///
    /// - Returns: Whether there were any, or ``wake()`` was called.
    func runJobs() -> Bool {
        let (jobs, isWoken) = state.withLock { state in
            defer {
                state.jobs = []
                state.isWoken = false
            }
            return (state.jobs, state.isWoken)
        }
        for job in jobs { job.runSynchronously(on: asUnownedSerialExecutor()) }
        return isWoken || !jobs.isEmpty
    }

    private func runOnQueue() {
        let thread = spoor_thread()
        while true {
            let job: UnownedJob? = state.withLock { state in
                guard state.uiThread == nil, !state.jobs.isEmpty else {
                    state.queueThread = nil
                    return nil
                }
                state.queueThread = thread
                return state.jobs.removeFirst()
            }
            guard let job else { return }
            job.runSynchronously(on: asUnownedSerialExecutor())
        }
    }
}
