import BackendWiring
import Collector
import Commands
import Storage

extension Backend {
    /// The backend that the command line asks for.
    convenience init(_ request: ServeRequest, log: ServeLog) throws {
        try self.init(
            store: Backend.memoryStore(
                StoreLimits(
                    bytes: MemoryPlan(total: request.memory).store,
                    traces: request.maxTraces
                )
            ),
            options: BackendOptions(request),
            report: { log.write($0) }
        )
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
