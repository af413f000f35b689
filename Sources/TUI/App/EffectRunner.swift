import Explorer
import Follow
import TraceModel

/// Does what takes time off the UI thread: requests, computations, files.
///
/// Each runs in a task of its own off the screen's thread; its reply is put into `inbox` on that thread.
@UIActor
final class EffectRunner {
    private let services: ExplorerServices
    private var tasks: [RequestID: Task<Void, Never>] = [:]
    /// Replies that came since the last look.
    private var inbox: [ExplorerEvent] = []
    private let live = LiveInbox()

    init(_ services: ExplorerServices) {
        self.services = services
    }

    /// Takes the replies that came, in their order.
    func takeReplies() -> [ExplorerEvent] {
        defer { inbox = [] }
        return inbox
    }

    /// Whether something that followers said is to be drawn now.
    var isLiveDue: Bool { live.isDue }

    /// Takes what followers said and is due; pass the cost of the frame that shows it to ``noteLiveFrame(_:)``.
    func takeLive() -> [ExplorerEvent] { live.take() }

    func noteLiveFrame(_ cost: FrameCost) { live.note(cost) }

    /// Follows a query until cancelled.
    func follow(_ id: RequestID, _ query: TraceQuery) {
        let reader = services.reader
        let log = services.log
        start(id) { [self] in
            do throws(TraceReaderError) {
                let isInProcess = try await reader.describe().search.route == .inProcess
                let settings = FollowSettings(of: query, inProcess: isInProcess)
                let driver = FollowDriver(reader, wanted: query, settings: settings)
                try await driver.run { await self.receive(id, $0) }
            } catch  where error.kind != .cancelled {
                log("following failed: \(error.message)")
                await fail(id, error)
            } catch {}
        }
    }

    private func receive(_ id: RequestID, _ update: FollowUpdate) {
        guard tasks[id] != nil else { return }
        live.add(id, update)
    }

    private func fail(_ id: RequestID, _ error: TraceReaderError) {
        guard tasks.removeValue(forKey: id) != nil else { return }
        inbox.append(.followingFailed(id, error))
    }

    func load(_ id: RequestID, _ request: LoadRequest) {
        load(id, request, services.reader, nil)
    }

    /// Asks a question that nobody waits for or would cancel; it is given up after a while.
    func poll(_ id: RequestID, _ request: LoadRequest) {
        load(id, request, services.reader.paced, services.requestTimeout)
    }

    private func load(
        _ id: RequestID,
        _ request: LoadRequest,
        _ reader: any TraceReader,
        _ requestTimeout: RequestTimeout?
    ) {
        let log = services.log
        start(id) { [self] in
            let reply: ExplorerReply
            do throws(TraceReaderError) {
                let ask = { @Sendable () async throws(TraceReaderError) -> ExplorerReply in
                    try await Self.answer(request, from: reader) { progress in
                        Task { await self.receive(id, .progress(progress)) }
                    }
                }
                if let requestTimeout {
                    reply = try await requestTimeout.wait(for: ask)
                } else {
                    reply = try await ask()
                }
            } catch {
                log("request failed: \(error.message)")
                reply = .failed(error)
            }
            await finish(id, reply)
        }
    }

    func compute(_ id: RequestID, _ computation: Computation) {
        start(id) { [self] in
            let result = computation.run { progress in
                Task { await self.receive(id, .progress(progress)) }
            }
            await finish(id, .computed(result))
        }
    }

    func save(_ id: RequestID, _ target: SaveTarget) {
        let save = services.save
        start(id) { [self] in
            do {
                let words = try await save(target) { progress in
                    Task { await self.receive(id, .progress(progress)) }
                }
                await finish(id, .done(words))
            } catch let error as TraceReaderError {
                await finish(id, .failed(error))
            } catch {
                await finish(id, .failed(TraceReaderError(.refused(status: nil), "\(error)")))
            }
        }
    }

    func archive(_ id: RequestID, _ trace: TraceID) {
        let reader = services.reader
        start(id) { [self] in
            do throws(TraceReaderError) {
                try await reader.archive(trace)
                await finish(id, .archived(trace))
            } catch {
                await finish(id, .failed(error))
            }
        }
    }

    func cancel(_ id: RequestID) {
        tasks.removeValue(forKey: id)?.cancel()
        live.forget(id)
    }

    /// Cancels everything, which closes its connections.
    func cancelAll() {
        for task in tasks.values { task.cancel() }
        tasks = [:]
    }

    private func start(_ id: RequestID, _ work: @escaping @Sendable () async -> Void) {
        tasks[id] = Task { @concurrent in await work() }
    }

    private func receive(_ id: RequestID, _ reply: ExplorerReply) {
        guard tasks[id] != nil else { return }
        inbox.append(.reply(id, reply))
    }

    private func finish(_ id: RequestID, _ reply: ExplorerReply) {
        receive(id, reply)
        tasks[id] = nil
    }

    @concurrent
    nonisolated static func answer(
        _ request: LoadRequest,
        from reader: any TraceReader,
        progress: @escaping @Sendable (LoadProgress) -> Void
    ) async throws(TraceReaderError) -> ExplorerReply {
        switch request {
        case .describe: return .source(try await reader.describe())
        case .services: return .services(try await reader.services())
        case .operations(let service):
            return .operations(try await reader.operationList(of: service))
        case .search(let query):
            return .search(try await reader.search(query, progress: progress))
        case .trace(let id, let near, let raw):
            let answer = try await reader.trace(id, near: near, raw: raw, progress: progress)
            return .trace(PreparedTrace(answer, isRaw: raw))
        case .metrics(let query): return .metrics(try await reader.metrics(query))
        case .failures(let traces):
            let results = await reader.readEach(traces) { FailureReading.Part($0) }
            return .failures(try FailureReading(results))
        case .calls(let query, let operation):
            let answer = try await reader.search(query, progress: progress)
            return .calls(CallSample(answer, of: operation))
        case .likes(let operation):
            let answer = try await reader.search(.likes(operation), progress: progress)
            return .likes(LikeSpans(operation, in: answer))
        }
    }
}
