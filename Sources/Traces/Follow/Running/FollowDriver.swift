import Synchronization
package import TraceModel

/// Follows a source: does what a ``Follower`` wants done, one question at a time, until its task is cancelled.
package struct FollowDriver: Sendable {
    /// How long what a source reports unasked is left to come together.
    static let arrivalPause: Nanoseconds = .milliseconds(250)

    private let reader: any TraceReader
    private let wanted: TraceQuery
    private let settings: FollowSettings
    private let clock: FollowClock

    /// Does nothing yet; times and limit of `wanted` do not matter.
    package init(
        _ reader: any TraceReader,
        wanted: TraceQuery,
        settings: FollowSettings = FollowSettings(),
        clock: FollowClock = .system
    ) {
        self.reader = reader.paced
        self.wanted = wanted
        self.settings = settings
        self.clock = clock
    }

    /// Follows until the task is cancelled, and then returns.
    ///
    /// `deliver` is called with each change, and without one whenever the state may have changed: after each answer,
    /// failure and batch of arrivals. Nothing is asked while it runs.
    ///
    /// - Throws: When the source cannot even be described. Later failures are part of the status, and are
    ///   tried again.
    package func run(
        _ deliver: (FollowUpdate) async -> Void
    ) async throws(TraceReaderError) {
        let ability = try await reader.describe().search
        let arrivals = FollowPlan.canTakeArrivals(wanted) ? reader.arrivals() : nil
        let (events, inbox) = AsyncStream.makeStream(of: FollowerEvent.self)
        var follower = Follower(
            wanted,
            ability: ability,
            hasArrivals: arrivals != nil,
            settings: settings
        )
        var runner = FollowEffectRunner(reader: reader, clock: clock, inbox: inbox)
        let (handled, permits) = AsyncStream.makeStream(of: Void.self)
        let listening = arrivals.map { listen($0, inbox, handled) }
        inbox.yield(.began(clock.now()))
        await withTaskCancellationHandler {
            for await event in events {
                var changes = FollowChanges()
                for effect in follower.handle(event) {
                    if case .changed(let some) = effect {
                        changes = some
                    } else {
                        runner.perform(effect)
                    }
                }
                if Task.isCancelled { break }
                defer { if case .arrived = event { permits.yield() } }
                let now = clock.now()
                guard event.isNews || !changes.isEmpty || follower.silence(now) != nil else {
                    continue
                }
                await deliver(
                    FollowUpdate(
                        changes: changes,
                        status: follower.status(now),
                        seen: follower.seen(now)
                    )
                )
            }
        } onCancel: {
            inbox.finish()
        }
        for effect in follower.handle(.stopped) { runner.perform(effect) }
        runner.cancelAll()
        listening?.cancel()
    }

    /// Takes a batch only when the one before was handled, however long that takes: what comes meanwhile waits at the
    /// source, which bounds it and says what it left out.
    private func listen(
        _ arrivals: AsyncStream<ArrivalBatch>,
        _ inbox: AsyncStream<FollowerEvent>.Continuation,
        _ handled: AsyncStream<Void>
    ) -> Task<Void, Never> {
        Task { [clock] in
            var turns = handled.makeAsyncIterator()
            for await batch in arrivals {
                inbox.yield(.arrived(batch, clock.now()))
                guard await turns.next() != nil else { return }
                do { try await clock.sleep(Self.arrivalPause) } catch { return }
            }
        }
    }
}

/// The task of the question on its way and that of the next waking.
private struct FollowEffectRunner {
    let reader: any TraceReader
    let clock: FollowClock
    let inbox: AsyncStream<FollowerEvent>.Continuation
    private var asking: (id: FollowQuestion.ID, task: Task<Void, Never>)?
    private var waking: Task<Void, Never>?

    init(
        reader: any TraceReader,
        clock: FollowClock,
        inbox: AsyncStream<FollowerEvent>.Continuation
    ) {
        self.reader = reader
        self.clock = clock
        self.inbox = inbox
    }

    mutating func perform(_ effect: FollowerEffect) {
        switch effect {
        case .ask(let question): asking = (question.id, ask(question))
        case .cancel(let id): if asking?.id == id { asking?.task.cancel() }
        case .wake(let time): wake(at: time, clock.sleep)
        case .watch(let time): wake(at: time, clock.sleepWhileAsking)
        case .changed: break
        }
    }

    mutating func cancelAll() {
        asking?.task.cancel()
        waking?.cancel()
    }

    private func ask(_ question: FollowQuestion) -> Task<Void, Never> {
        Task { [reader, clock, inbox] in
            do throws(TraceReaderError) {
                switch question.subject {
                case .services:
                    let services = try await reader.services()
                    inbox.yield(.listed(question.id, services, clock.now()))
                case .traces(let query):
                    let answer = try await reader.search(query, progress: nil)
                    inbox.yield(.answered(question.id, answer, clock.now()))
                }
            } catch {
                inbox.yield(.failed(question.id, error, clock.now()))
            }
        }
    }

    private mutating func wake(
        at time: Nanoseconds,
        _ sleep: @escaping @Sendable (Nanoseconds) async throws -> Void
    ) {
        waking?.cancel()
        waking = Task { [clock, inbox] in
            do {
                try await sleep(max(time - clock.now().monotonic, 0))
            } catch { return }
            inbox.yield(.woke(clock.now()))
        }
    }
}

extension FollowerEvent {
    /// Whether the status may be another one after it.
    fileprivate var isNews: Bool {
        switch self {
        case .answered, .failed, .listed, .arrived: true
        case .began, .woke, .stopped: false
        }
    }
}
