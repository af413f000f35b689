import Foundation
import TestSupport
import Testing

@Suite(.serialized) struct ExplorerJourneyTests {
    @Test func `services, traces, a trace, a span, and back to the shell`() async throws {
        let session = try ExplorerSession()
        let terminal = session.terminal
        try await session.openRecordedTraces()
        terminal.type("e")
        terminal.press(.enter)
        try await terminal.wait(for: "4 spans · ━ critical path")
        terminal.resize(rows: 40, columns: 120)
        try await terminal.wait("the header in the new width") {
            $0.rows == 40 && $0.columns == 120 && $0.line(1).contains("3 services")
        }
        terminal.type("e")
        terminal.press(.enter)
        try await terminal.wait(for: "http.response.status_code  404")
        terminal.press(.escape)
        try await terminal.wait(for: "━ critical path")
        terminal.press(.escape)
        try await terminal.wait(for: "20 traces, limit hit")
        terminal.type("Q")
        #expect(try await terminal.ended() == .exited(0))
        #expect(terminal.modes == terminal.modesBefore)
        #expect(!terminal.screen.isAlternate)
        #expect(terminal.screen.isCursorVisible)
        let history = try String(
            contentsOfFile: session.homePath + "/.local/state/spoor/queries",
            encoding: .utf8
        )
        #expect(history.contains("operation=\"GET /dispatch\""))
        await session.close()
    }

    @Test func `an unreachable server is a sentence, and the explorer goes on`() async throws {
        let session = try ExplorerSession(["--url", "http://127.0.0.1:9"])
        try await session.terminal.wait(for: "127.0.0.1:9")
        try await session.terminal.wait("a sentence about the connection") {
            $0.text.contains("connect")
        }
        session.terminal.type("q")
        #expect(try await session.terminal.ended() == .exited(0))
        await session.close()
    }

    @Test func `help runs what it lists`() async throws {
        let session = try ExplorerSession()
        try await session.terminal.wait(for: "accounting")
        session.terminal.type("?")
        try await session.terminal.wait(for: "Services keys")
        session.terminal.type("/UTC or local")
        session.terminal.press(.enter)
        session.terminal.press(.enter)
        try await session.terminal.wait(for: "Times are in")
        session.terminal.type("q")
        #expect(try await session.terminal.ended() == .exited(0))
        await session.close()
    }

    @Test(arguments: [(40, 10), (200, 50), (30, 6), (20, 5)])
    func `any size is drawn without a crash`(columns: Int, rows: Int) async throws {
        let session = try ExplorerSession(rows: rows, columns: columns)
        let first = columns < 30 ? "too small" : "services"
        try await session.terminal.wait(for: first)
        session.terminal.type("Q")
        if columns < 30 { session.terminal.type("q") }
        #expect(try await session.terminal.ended() == .exited(0))
        await session.close()
    }

    @Test func `a trace in a file opens at once and is saved as OTLP`() async throws {
        let file = RepositoryFiles.fixture("jaeger-v2.20/trace-hotrod-error-1.json").path
        let session = try ExplorerSession([file])
        try await session.terminal.wait(for: "4 spans · ━ critical path")
        let target = session.homePath + "/saved.json"
        session.terminal.type(":save otlp \(target)")
        session.terminal.press(.enter)
        try await session.terminal.wait(for: "wrote 1 trace with 4 spans")
        let saved = try String(contentsOfFile: target, encoding: .utf8)
        #expect(saved.hasPrefix("{\"resourceSpans\":["))
        session.terminal.type(":save otlp \(target)")
        session.terminal.press(.enter)
        try await session.terminal.wait(for: "already")
        session.terminal.type("q")
        #expect(try await session.terminal.ended() == .exited(0))
        await session.close()
    }

    @Test func `copying goes to the terminal's clipboard`() async throws {
        let file = RepositoryFiles.fixture("jaeger-v2.20/trace-hotrod-error-1.json").path
        let session = try ExplorerSession([file])
        try await session.terminal.wait(for: "4 spans · ━ critical path")
        session.terminal.type("yI")
        try await session.terminal.wait(for: "copied trace id")
        let id = Data("1fc106b1285c2f3377da419c5481f50d".utf8).base64EncodedString()
        #expect(session.terminal.screen.systemCommands.contains { $0.contains(id) })
        session.terminal.type("q")
        #expect(try await session.terminal.ended() == .exited(0))
        await session.close()
    }
}
