package import GRPC
import TraceModel
import WireFormats

/// Jaeger's query API over gRPC, both versions, over the same source of traces as over HTTP.
///
/// Statuses and texts are those of recorded servers, but for those that `docs/compatibility.md` lists.
package struct GRPCQuery: Sendable {
    let server: QueryServer

    package init(_ server: QueryServer) { self.server = server }

    /// What answers the calls of a server.
    package var handler: GRPCHandler { { await answer($0) } }

    private func answer(_ call: GRPCCall) async -> (status: GRPCStatus, last: [UInt8]?) {
        guard let method = QueryMethod(path: call.method) else {
            return (.unknownMethod(call.method, services: QueryMethod.services), nil)
        }
        do throws(GRPCStatus) {
            guard let request = try await call.receive() else {
                return (GRPCStatus(.internal, "the call has no message"), nil)
            }
            return (.ok, try await answer(method, request, call))
        } catch {
            return (error, nil)
        }
    }

    /// The last message of the answer, if there is one; those before it are sent.
    private func answer(
        _ method: QueryMethod,
        _ request: [UInt8],
        _ call: GRPCCall
    ) async throws(GRPCStatus) -> [UInt8]? {
        do {
            switch method {
            case .v3GetTrace: return try await v3GetTrace(request, call)
            case .v3FindTraces: return try await v3FindTraces(request, call)
            case .v3FindTraceSummaries: return try await v3FindTraceSummaries(request, call)
            case .v2GetTrace: return try await v2GetTrace(request, call)
            case .v2FindTraces: return try await v2FindTraces(request, call)
            case .v2ArchiveTrace: return try await v2ArchiveTrace(request)
            case .v2GetServices, .v3GetServices:
                return QueryAnswers.services(try await server.services())
            case .v3GetOperations: return try await operations(request, isV2: false)
            case .v2GetOperations: return try await operations(request, isV2: true)
            case .v3GetDependencies: return try await v3GetDependencies(request)
            case .v2GetDependencies: return try await v2GetDependencies(request)
            case .healthCheck: return try healthCheck(request)
            case .healthWatch: return try await healthWatch(request, call)
            }
        } catch let error as GRPCStatus {
            throw error
        } catch let error as Refusal {
            throw GRPCStatus(error)
        } catch let error as ProtobufError {
            throw GRPCStatus(.invalidArgument, "the request cannot be read: \(error.reason)")
        } catch {
            throw GRPCStatus(.internal, "\(error)")
        }
    }

    /// A kind that is unknown leaves nothing, as in Jaeger.
    private func operations(_ request: [UInt8], isV2: Bool) async throws -> [UInt8] {
        let message = try OperationsMessage(request)
        guard !message.service.isEmpty else { return [] }
        let found = try await server.operations(of: message.service)
            .map { (name: $0.name, kind: ($0.kind ?? .unspecified).name) }
            .filter { message.kind.isEmpty || $0.kind == message.kind }
        return QueryAnswers.operations(found, withNames: isV2)
    }

    private func v3GetDependencies(_ request: [UInt8]) async throws -> [UInt8] {
        let times = try DependenciesMessage(request)
        guard let start = times.start else {
            throw GRPCStatus(.invalidArgument, "start_time is required")
        }
        guard let end = times.end else {
            throw GRPCStatus(.invalidArgument, "end_time is required")
        }
        guard start < end else {
            throw GRPCStatus(.invalidArgument, "end_time must be after start_time")
        }
        return QueryAnswers.dependencies(try await server.dependencies(from: start, to: end))
    }

    private func v2GetDependencies(_ request: [UInt8]) async throws -> [UInt8] {
        let times = try DependenciesMessage(request)
        guard let start = times.start, let end = times.end else {
            throw GRPCStatus(.invalidArgument, "StartTime and EndTime must be initialized.")
        }
        guard start < end else {
            throw GRPCStatus(
                .invalidArgument,
                "failed to fetch dependencies: end time must be greater than start time"
            )
        }
        return QueryAnswers.dependencies(try await server.dependencies(from: start, to: end))
    }
}

extension GRPCStatus {
    /// A refusal of the query API over HTTP as a status of gRPC.
    init(_ refusal: Refusal) {
        let code: Code =
            switch refusal.status {
            case 400: .invalidArgument
            case 404: .notFound
            case 410, 503: .unavailable
            case 501: .unimplemented
            default: .internal
            }
        self.init(code, refusal.message)
    }
}
