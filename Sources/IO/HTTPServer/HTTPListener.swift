package import Listening

/// An HTTP/1.1 server on one address, over libmicrohttpd.
///
/// It listens as soon as it is made. Requests reach the handler whole and well framed; bodies over the limit,
/// snails and ambiguous heads do not. Let go without ``stop(grace:)`` it ends at once.
package final class HTTPListener: Sendable {
    private let core: ListenerCore
    private let theStop = SingleStop()

    /// Starts to listen.
    ///
    /// - Throws: ``ListenError``, which is one sentence.
    package init(options: ListenerOptions, handler: ListenerHandler) throws(ListenError) {
        core = try ListenerCore(options: options, handler: handler)
    }

    deinit {
        let core = core
        theStop.whileRunning {
            Thread.start {
                core.quiesce()
                core.abort()
            }
        }
    }

    /// The port that it listens on, also when any was asked for.
    package var port: Int { core.port }

    /// The host as it was given.
    package var host: String { core.options.host }

    /// Requests that are being received, handled or answered now.
    package var inFlight: Int { core.inFlight }

    /// Open connections, idle ones included.
    package var openConnections: Int { core.watch.count }

    /// What was done with connections since the start.
    package var counts: ListenerCounts { core.watch.counts }

    /// Stops: refuses new connections at once, lets requests finish for `grace`, then cancels their handlers and
    /// answers 503 for them.
    ///
    /// Takes at most a second longer than `grace`. May be called again and from several tasks: each returns
    /// when it is done. The tasks of handlers that do not heed cancellation may outlive it.
    package func stop(grace: Duration = .zero) async {
        guard await theStop.begin() else { return }
        core.quiesce()
        let clock = ContinuousClock()
        let end = clock.now + grace
        while core.inFlight > 0, clock.now < end, !Task.isCancelled {
            try? await clock.sleep(for: .milliseconds(2))
        }
        await withCheckedContinuation { continuation in
            let core = core
            // A thread of its own: ending the daemon blocks, and handlers may need the pool to finish.
            Thread.start {
                core.abort()
                continuation.resume()
            }
        }
        theStop.end()
    }
}
