/// Why an ``HTTPListener`` could not start.
package enum ListenError: Error, Sendable, Hashable, CustomStringConvertible {
    case addressInUse(host: String, port: Int)
    case cannotResolve(host: String)
    /// The address is not ours, or the port needs rights; `reason` is the system's.
    case cannotBind(host: String, port: Int, reason: String)
    /// The certificate or its key is of no use.
    case badCertificate(reason: String)
    case cannotStart(reason: String)

    package var description: String {
        switch self {
        case .addressInUse(let host, let port):
            "port \(port) on \(Self.shown(host)) is already in use: stop the program that has it "
                + "or choose another port"
        case .cannotResolve(let host):
            "cannot listen on \(host): this machine does not know that name"
        case .cannotBind(let host, let port, let reason):
            "cannot listen on port \(port) of \(Self.shown(host)): \(reason)"
        case .badCertificate(let reason):
            "cannot use the TLS certificate with its key: \(reason)"
        case .cannotStart(let reason):
            "cannot start to listen: \(reason)"
        }
    }

    private static func shown(_ host: String) -> String { host.isEmpty ? "all addresses" : host }
}
