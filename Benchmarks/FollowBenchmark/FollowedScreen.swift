import Foundation
import TestSupport

/// A screen that can be followed, and how one gets there.
enum FollowedScreen: String, CaseIterable {
    case services = "services"
    case traces = "traces"

    /// Follows on a terminal of its own, after a while to settle.
    func follow(
        _ backend: LoadedBackend,
        program: URL,
        rows: Int,
        columns: Int,
        seconds: Int
    ) async throws -> FollowFigures {
        let terminal = try PseudoTerminal(
            running: program.path,
            ["--url", "http://127.0.0.1:\(backend.query)"],
            environment: [
                "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": NSTemporaryDirectory(),
                "PATH": "/usr/bin:/bin",
            ],
            rows: rows,
            columns: columns
        )
        try await terminal.wait(for: "13 services", within: .seconds(120))
        if self == .traces {
            terminal.type(":traces")
            terminal.press(.enter)
            try await terminal.wait(for: "query  ")
        }
        terminal.type("F")
        try await terminal.wait(for: "live · ", within: .seconds(60))
        var figures = FollowFigures(seconds: seconds)
        try await Task.sleep(for: .seconds(10))
        let before = ProcessUse(terminal.processID)
        let bytes = terminal.received.count
        for _ in 0..<seconds {
            try await Task.sleep(for: .seconds(1))
            figures.note(terminal)
        }
        figures.processor = (ProcessUse(terminal.processID).seconds - before.seconds)
        figures.bytes = terminal.received.count - bytes
        terminal.type("Q")
        _ = try await terminal.ended()
        return figures
    }
}
