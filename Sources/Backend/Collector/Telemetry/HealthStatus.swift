package import HTTPServer
package import TraceModel
import WireFormats

/// What `/status` says: the form of the Collector's health check extension, version 2.
package struct HealthStatus: Sendable, Equatable {
    package enum State: String, Sendable {
        case ready = "StatusOK"
        case stopping = "StatusStopping"
    }

    package var start: Timestamp
    package var state: State
    /// Since when the state is what it is.
    package var since: Timestamp

    package init(start: Timestamp, state: State = .ready, since: Timestamp) {
        self.start = start
        self.state = state
        self.since = since
    }

    /// Answers any method at `/status`, and 404 at other paths.
    package func answer(_ request: ServerRequest) -> ServerResponse {
        guard request.rawPath == "/status" else {
            return .text(404, "404 page not found\n")
        }
        let document = JSONWriter.document { writer in
            writer.object { writer in
                writer.field("start_time", RFC3339.text(of: start))
                writer.field("healthy", true)
                writer.field("status", state.rawValue)
                writer.field("status_time", RFC3339.text(of: since))
                writer.object("attributes") { _ in }
            }
        }
        return ServerResponse(
            status: state == .ready ? 200 : 503,
            headers: ["Content-Type": "application/json"],
            body: .bytes(document)
        )
    }
}
