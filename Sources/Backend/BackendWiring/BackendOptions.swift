package import Collector
package import TraceModel

/// How a backend listens, and how much may wait.
package struct BackendOptions: Sendable {
    /// Where a listener listens.
    package struct Address: Sendable, Equatable {
        /// An address or a name; nil for the backend's ``BackendOptions/host``.
        package var host: String?
        /// 0 is any free port.
        package var port: Int

        package init(host: String? = nil, port: Int) {
            self.host = host
            self.port = port
        }
    }

    /// The addresses of listeners by name; one that is not here has the port of its protocol.
    package var addresses: [String: Address] = [:]
    /// Whether listeners without an address take any free port.
    package var usesFreePorts = false
    /// For addresses without a host.
    package var host = "127.0.0.1"
    /// How much may wait to be stored.
    package var queue = SpanQueue.Limits()
    /// Origins of pages that may send spans.
    package var corsOrigins: [String] = []
    /// The memory that it may take, and how it is divided.
    package var memory = MemoryPlan(total: 512_000_000)
    /// Names by which listeners of this machine alone may be asked, beside those of the machine itself.
    package var allowedHosts: [String] = []
    /// Name and version of the program, for the page of the query API.
    package var product = "spoor"
    /// The clock at which searches of the query API end where no end is given.
    package var now: @Sendable () -> Timestamp = { .now }

    package init() {}

    func address(of name: String, port: Int) -> Address {
        addresses[name] ?? Address(port: usesFreePorts ? 0 : port)
    }
}
