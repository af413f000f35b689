import Dispatch
import Glibc

/// Calls `handler` for each signal of a number, which does nothing else any more; none is lost that comes after this returns.
///
/// - Returns: What keeps catching it; cancel it to stop, and give the signal its action back.
func caughtSignal(
    _ number: Int32,
    _ handler: @escaping @Sendable () -> Void
) -> any DispatchSourceSignal {
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler(handler: handler)
    // Until it is registered, on another thread, a signal would be ignored.
    let isRegistered = DispatchSemaphore(value: 0)
    source.setRegistrationHandler { isRegistered.signal() }
    source.activate()
    isRegistered.wait()
    return source
}
