import BackendWiring
import Commands
import PlainText
import TraceModel

/// What the log says of a backend as a whole.
extension ServeLog {
    /// Says what the backend keeps, where and for how long.
    func begin(_ request: ServeRequest, folder: String?) {
        let memory = "\(request.memory / 1_000_000) MB"
        guard let folder else {
            return write(
                .info,
                "keeps at most \(memory) and \(request.maxTraces) traces in memory: "
                    + "the oldest are deleted to make room, and all are lost at exit"
            )
        }
        let loss = request.syncInterval.map {
            "; a loss of power may lose the last \(DurationText.exact($0))"
        }
        write(
            .info,
            "keeps traces in \(folder) \(request.kept.phrase), with \(memory) of memory\(loss ?? "")"
        )
    }

    /// Writes what an operator should know, and keeps the memory of the process down, until its task is cancelled.
    func watch(_ backend: Backend) async {
        var news = BackendNews()
        while !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(250))
            for item in news.items(backend.newsFigures, at: .now) {
                write(
                    item.isWarning ? .warning : .info,
                    item.text,
                    [(item.unit, "\(item.count)")]
                )
            }
            if let bytes = ResidentMemory.ownBytes, bytes > backend.memory.total {
                ResidentMemory.giveBack()
            }
        }
    }
}
