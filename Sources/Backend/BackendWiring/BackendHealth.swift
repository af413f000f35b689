import Collector
import HTTPServer
import Synchronization
import TraceModel

/// The health that `/status` reports.
final class BackendHealth: Sendable {
    private let status = Mutex(HealthStatus(start: .now, since: .now))

    func answer(_ request: ServerRequest) -> ServerResponse {
        status.withLock { $0 }.answer(request)
    }

    func beginStopping() {
        status.withLock { status in
            status.state = .stopping
            status.since = .now
        }
    }
}
