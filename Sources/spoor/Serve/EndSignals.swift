import Dispatch
import Glibc

/// Waits for SIGTERM and SIGINT.
///
/// The first one asks the program to end; after it both have their default action, so a second one ends it at once.
struct EndSignals {
    private let stream: AsyncStream<String>
    private let sources: [any DispatchSourceSignal]

    /// Begins to catch the signals; none is lost that comes after this returns.
    init() {
        let (stream, continuation) = AsyncStream<String>.makeStream()
        self.stream = stream
        sources = [(SIGTERM, "SIGTERM"), (SIGINT, "SIGINT")].map { number, name in
            caughtSignal(number) { continuation.yield(name) }
        }
    }

    /// Waits for the first of them; its name.
    func next() async -> String {
        let name = await stream.first { _ in true } ?? ""
        for source in sources { source.cancel() }
        for number in [SIGTERM, SIGINT] { signal(number, SIG_DFL) }
        return name
    }
}
