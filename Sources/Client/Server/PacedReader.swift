import TraceModel

/// A source asked by those who ask again and again: their questions go one after the other.
struct PacedReader: ForwardingReader {
    /// Sends no request a second time, and the requests of one question one after the other.
    let base: any TraceReader
    let turns: RequestTurns

    func ask<Answer: Sendable>(
        _ question: () async throws(TraceReaderError) -> Answer
    ) async throws(TraceReaderError) -> Answer {
        try await turns.take(question)
    }

    var paced: any TraceReader { self }
}
