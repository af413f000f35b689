import HTTPServer
import TraceModel
import WireFormats

extension QueryServer {
    /// Answers `GET /api/services`.
    func legacyServices(_ parameters: Parameters) async throws(Refusal) -> ServerResponse {
        let names = try await services()
        return try await withMemory(names.sizeAsList) {
            LegacyAnswer.list(names, parameters) { $0.string($1) }
        }
    }

    /// `GET /api/services/{service}/operations`: names alone, `null` for an unknown service.
    func legacyOperations(
        of service: String,
        _ parameters: Parameters
    ) async throws(Refusal) -> ServerResponse {
        var names: [String] = []
        for operation in try await operations(of: service) where names.last != operation.name {
            names.append(operation.name)
        }
        var answer = try await withMemory(names.sizeAsList) {
            LegacyAnswer.list(names.isEmpty ? nil : names, parameters) { $0.string($1) }
        }
        await note(omittedOf: service, in: &answer)
        return answer
    }

    /// `GET /api/operations`: names with kinds; the kind asked for is compared literally.
    func legacyOperations(_ parameters: Parameters) async throws(Refusal) -> ServerResponse {
        guard let service = parameters.text("service") else {
            throw Refusal(400, "parameter 'service' is required")
        }
        let kind = parameters.text("spanKind")
        let found = try await operations(of: service).filter { operation in
            kind.map { (operation.kind ?? .unspecified).name == $0 } ?? true
        }
        var answer = try await withMemory(found.map(\.name).sizeAsList) {
            LegacyAnswer.list(found, parameters) { writer, operation in
                writer.object { writer in
                    writer.field("name", operation.name)
                    writer.field("spanKind", (operation.kind ?? .unspecified).name)
                }
            }
        }
        await note(omittedOf: service, in: &answer)
        return answer
    }
}
