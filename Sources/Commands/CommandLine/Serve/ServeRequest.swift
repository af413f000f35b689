package import TraceModel

/// What `spoor serve` is to listen on and to hold.
package struct ServeRequest: Sendable, Equatable {
    package enum LogFormat: String, Sendable, CaseIterable {
        case text
        case json
    }

    /// The address of every listener.
    package var addresses = ServeRequest.addresses { $0.usualPort }
    /// For addresses without a host.
    package var host = "127.0.0.1"
    /// The least memory that a backend works with, bytes.
    static let leastMemory = 32_000_000

    package var storage = TraceStorage.folder(nil)
    /// Of traces in a folder.
    package var kept = KeptTraces.usual
    /// How often the log of a folder is brought to disk; nil for before each answer.
    package var syncInterval: Nanoseconds?
    /// Memory for spans and for all that is done with them, bytes.
    package var memory = 512_000_000
    /// Of traces in memory.
    package var maxTraces = 100_000
    package var queueSpans = 200_000
    /// Memory for spans that wait to be stored, bytes; nil for what goes with `memory`.
    package var queueMemory: Int?
    /// Names by which listeners of this machine alone may be asked.
    package var allowedHosts: [String] = []
    /// Origins of pages that may send spans.
    package var corsOrigins: [String] = []
    package var logFormat = LogFormat.text

    package init() {}

    /// An address without a host for every listener.
    static func addresses(
        _ port: (ServeListener) -> Int
    ) -> [ServeListener: ListenAddress] {
        Dictionary(
            uniqueKeysWithValues: ServeListener.allCases.map { ($0, ListenAddress(port: port($0))) }
        )
    }
}
