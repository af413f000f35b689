package import Collector
package import Storage
package import TraceModel

/// What a backend is put together from: a new receiver or store is a line here.
extension Backend {
    /// The receivers of every backend.
    package static let receivers: [any HTTPReceiver] = [
        OTLPHTTPReceiver()
    ]

    /// A store in the memory of this process.
    package static func memoryStore(_ limits: StoreLimits = StoreLimits()) -> any TraceStore {
        MemoryStore(limits: limits)
    }
}
