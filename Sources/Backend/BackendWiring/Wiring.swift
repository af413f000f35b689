package import Collector
package import Storage
package import TraceModel

/// What a backend is put together from: a new receiver or store is a line here.
extension Backend {
    /// The receivers of every backend.
    package static let receivers: [BackendReceiver] = [
        .grpc(OTLPGRPCReceiver()),
        .http(OTLPHTTPReceiver()),
        .grpc(JaegerGRPCReceiver()),
    ]

    /// A store in the memory of this process.
    package static func memoryStore(_ limits: StoreLimits = StoreLimits()) -> any TraceStore {
        MemoryStore(limits: limits)
    }
}

/// A receiver of a backend, by what carries its spans.
package enum BackendReceiver: Sendable {
    case http(any HTTPReceiver)
    case grpc(any GRPCReceiver)
}
