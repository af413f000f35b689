import BackendWiring
import Commands
import TraceModel

/// What the log says of a backend as a whole.
extension ServeLog {
    /// Says what the backend keeps and for how long, and where it listens.
    func begin(_ request: ServeRequest, _ backend: Backend) {
        write(
            .info,
            "keeps at most \(request.memory / 1_000_000) MB and \(request.maxTraces) traces in memory: "
                + "the oldest are deleted to make room, and all are lost at exit"
        )
        for listener in backend.listeners { ready(listener) }
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
            if let bytes = ResidentMemory.bytes, bytes > backend.memory.total {
                ResidentMemory.giveBack()
            }
        }
    }
}
