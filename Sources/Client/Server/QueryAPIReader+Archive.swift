package import TraceModel
import WireFormats

/// The archive of a server: traces that are kept longer than others.
extension QueryAPIReader {
    /// Reading needs no route of its own: a server that does not find a trace any more looks into its archive.
    package func archive(_ id: TraceID) async throws(TraceReaderError) {
        try await bound { () throws(TraceReaderError) in try await askToArchive(id) }
    }

    private func askToArchive(_ id: TraceID) async throws(TraceReaderError) {
        let answer = try await sender.answer(.archive(id))
        if answer.isSuccess, case .json = answer.content { return }
        let words = answer.content.serverWords
        let said = words.isEmpty ? "" : " (“\(words)”)"
        let server = sender.options.baseURL.text
        if words.contains("archive") && (500...501).contains(answer.status) || answer.isRouteAbsent
        {
            throw TraceReaderError(
                .unsupported,
                "\(server) has no archive to keep traces in\(said)"
            )
        }
        if answer.status == 404 {
            throw TraceReaderError(.notFound, "\(server) has no trace \(id.hex) to archive\(said)")
        }
        throw AnswerError.error(answer)
    }
}
