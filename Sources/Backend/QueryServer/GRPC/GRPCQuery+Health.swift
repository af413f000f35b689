import GRPC
import WireFormats

/// `grpc.health.v1.Health`: whether a service is served (grpc `doc/health-checking.md`).
extension GRPCQuery {
    private enum ServingStatus: UInt8 {
        case serving = 1
        case serviceUnknown = 3

        /// A `HealthCheckResponse`.
        var message: [UInt8] { [1 << 3, rawValue] }
    }

    /// The whole server has no name; its own services have theirs.
    private func status(_ request: [UInt8]) throws -> ServingStatus {
        let name = try OperationsMessage(request).service
        return name.isEmpty || QueryMethod.services.contains(name) ? .serving : .serviceUnknown
    }

    func healthCheck(_ request: [UInt8]) throws -> [UInt8] {
        let status = try status(request)
        guard status == .serving else { throw GRPCStatus(.notFound, "unknown service") }
        return status.message
    }

    /// Says the status, which never changes, and holds the call until the client or the server ends it.
    func healthWatch(_ request: [UInt8], _ call: GRPCCall) async throws -> [UInt8]? {
        guard await call.send(try status(request).message) else { return nil }
        while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) }
        return nil
    }
}
