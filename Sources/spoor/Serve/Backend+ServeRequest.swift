import BackendWiring
import Collector
import Commands
import Storage
import StorageFiles
import TraceModel

extension Program {
    /// The backend that a command line asks for.
    ///
    /// Throws a ``FolderError`` where the folder of traces cannot be used.
    func backend(_ request: ServeRequest, log: ServeLog) throws -> Backend {
        let (store, folder) = try store(request, log: log)
        let backend = try Backend(
            store: store,
            options: BackendOptions(request),
            report: { log.write($0) }
        )
        log.begin(request, folder: folder)
        for listener in backend.listeners { log.ready(listener) }
        return backend
    }

    /// The store, and its folder if it has one.
    private func store(
        _ request: ServeRequest,
        log: ServeLog
    ) throws -> (any TraceStore, folder: String?) {
        let bytes = MemoryPlan(total: request.memory).store
        guard case .folder(let named) = request.storage else {
            let limits = StoreLimits(bytes: bytes, traces: request.maxTraces)
            return (Backend.memoryStore(limits), nil)
        }
        let folder = try traceFolder(named)
        let sync = request.syncInterval.map { SyncPolicy.every(.nanoseconds($0)) }
        let opened = try Backend.diskStore(
            folder,
            limits: StoreLimits(bytes: bytes, traces: .max),
            options: SpanStore.DiskOptions(
                folder: DataFolder.Options(sync: sync ?? .eachBatch),
                retention: Retention(
                    age: request.kept.age.map { .nanoseconds($0) },
                    bytes: request.kept.bytes
                )
            ),
            report: { log.write(.warning, $0) }
        )
        for note in opened.notes { log.write(.warning, note) }
        return (opened.store, folder)
    }
}

extension BackendOptions {
    fileprivate init(_ request: ServeRequest) {
        self.init()
        host = request.host
        for (listener, address) in request.addresses {
            addresses[listener.rawValue] = Address(host: address.host, port: address.port)
        }
        memory = MemoryPlan(total: request.memory)
        queue = SpanQueue.Limits(
            spans: request.queueSpans,
            bytes: request.queueMemory ?? memory.queue
        )
        allowedHosts = request.allowedHosts
        corsOrigins = request.corsOrigins
        product = ProgramVersion.text
    }
}
