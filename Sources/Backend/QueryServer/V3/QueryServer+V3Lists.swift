import HTTPServer
import TraceModel
import WireFormats

extension QueryServer {
    /// Answers `GET /api/v3/services`.
    func v3Services() async throws(Refusal) -> ServerResponse {
        let names = try await services()
        return try await withMemory(names.sizeAsList) {
            V3Answer.list("services", names) { $0.string($1) }
        }
    }

    /// `GET /api/v3/operations`: empty without a service; a kind that is unset shows as `internal`.
    func v3Operations(_ parameters: Parameters) async throws(Refusal) -> ServerResponse {
        let kind = parameters.spelled(["spanKind", "span_kind"])?.value
        var all: [Operation] = []
        if let service = parameters.text("service") { all = try await operations(of: service) }
        let found = all.filter { operation in kind.map { shownKind(operation) == $0 } ?? true }
        var answer = try await withMemory(found.map(\.name).sizeAsList) {
            V3Answer.list("operations", found) { writer, operation in
                writer.object { writer in
                    writer.field("name", operation.name)
                    writer.field("spanKind", shownKind(operation))
                }
            }
        }
        await note(omittedOf: parameters.text("service"), in: &answer)
        return answer
    }

    private func shownKind(_ operation: Operation) -> String {
        let name = (operation.kind ?? .unspecified).name
        return name.isEmpty ? SpanKind.internal.name : name
    }
}
