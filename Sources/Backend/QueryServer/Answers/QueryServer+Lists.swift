import HTTPServer
import TraceModel

/// Answers that are made as a whole.
extension QueryServer {
    /// What `make` makes, of about so many bytes: a large answer waits for the memory that it takes, and holds it until it is
    /// sent.
    func withMemory(
        _ bytes: Int,
        _ make: () throws(Refusal) -> ServerResponse
    ) async throws(Refusal) -> ServerResponse {
        guard bytes > Self.smallAnswer else { return try make() }
        let short = bytes <= limits.shortAnswer ? memory.shortShare(bytes) : nil
        let share: Share
        if let short { share = short } else { share = try await memory.share(bytes) }
        var answer = try make()
        answer.held = share
        return answer
    }

    /// Says in an answer that a list of operations is not whole, where only who looks for it sees it: clients of Jaeger
    /// know no such thing.
    func note(omittedOf service: String?, in answer: inout ServerResponse) async {
        guard let service else { return }
        let omitted = await reader.omittedOperations(of: service)
        if omitted > 0 { answer.headers[OperationList.omittedHeader] = String(omitted) }
    }

    /// Answers up to this size are not accounted for: they are sent at once, or wait in the system's buffers.
    private static let smallAnswer = 64 << 10
}

extension [String] {
    /// Bytes of the texts as a list of JSON objects, escaped at the usual rate, twice: once while they are sent.
    var sizeAsList: Int { reduce(0) { $0 + 2 * $1.utf8.count + 96 } }
}
