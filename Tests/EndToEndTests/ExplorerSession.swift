import Foundation
import TestSupport

/// The built explorer on a pseudo terminal, asking a server that replays recorded answers.
struct ExplorerSession {
    let terminal: PseudoTerminal
    let server: ReplayServer
    private let home: URL

    /// Starts `spoor` against the recordings of Jaeger 2.20.
    init(
        _ arguments: [String] = [],
        rows: Int = 24,
        columns: Int = 80,
        environment: [String: String] = [:],
        link: TerminalLink = TerminalLink()
    ) throws {
        let home = FileManager.default.temporaryDirectory.appending(path: "spoor-\(UUID())")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        self.home = home
        server = try ReplayServer(set: "jaeger-v2.20")
        var variables = [
            "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": home.path, "PATH": "/usr/bin:/bin",
        ]
        variables.merge(environment) { _, given in given }
        terminal = try PseudoTerminal(
            running: BuiltProgram.url.path,
            ["--url", server.url] + arguments,
            environment: variables,
            rows: rows,
            columns: columns,
            link: link
        )
    }

    /// Where the program may keep its files.
    var homePath: String { home.path }

    /// Goes from the services to the list that holds the recorded trace.
    func openRecordedTraces() async throws {
        try await terminal.wait(for: "accounting")
        terminal.type("/^frontend")
        try await terminal.wait(for: "of 42 services match")
        terminal.press(.enter)
        terminal.press(.enter)
        try await terminal.wait(for: "query  service=frontend")
        terminal.type("f")
        terminal.type(" operation=\"GET /dispatch\"")
        terminal.press(.enter)
        try await terminal.wait(for: "20 traces, limit hit")
    }

    /// Ends what is still running and removes its files.
    func close() async {
        if !terminal.status.isOver { terminal.signal(SIGKILL) }
        await server.stop()
        try? FileManager.default.removeItem(at: home)
    }
}
