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
        SpanStore(limits: limits)
    }

    /// An archive in the memory of this process.
    static func memoryArchive(limit: Int) -> any TraceArchive { MemoryArchive(limit: limit) }
}

/// A receiver of a backend, by what carries its spans.
package enum BackendReceiver: Sendable {
    case http(any HTTPReceiver)
    case grpc(any GRPCReceiver)

    /// The forms of bodies that it takes.
    var encodings: [any SpanEncoding] {
        switch self {
        case .http(let receiver): Self.encodings(of: receiver)
        case .grpc(let receiver): [receiver.encoding]
        }
    }

    private static func encodings<Receiver: HTTPReceiver>(
        of receiver: Receiver
    ) -> [any SpanEncoding] {
        Array(Receiver.Encoding.allCases)
    }
}
