import Foundation
import TestSupport
import Testing

/// `v` in the built program: the editor has the terminal, and the explorer comes back.
@Suite(.serialized) struct EditorTests {
    private static let trace =
        RepositoryFiles.fixture("jaeger-v2.20/trace-hotrod-error-1.json").path

    @Test func `an editor shows the trace in a file of its own, and the explorer comes back`()
        async throws
    {
        // Says what it got, and waits for a key as an editor does.
        let editor =
            "f() { stat -c 'mode %a' \"$1\"; head -n 1 \"$1\"; printf 'file %s.\\n' \"$1\"; read answer; }; f"
        let session = try ExplorerSession([Self.trace], environment: ["EDITOR": editor])
        let terminal = session.terminal
        try await terminal.wait(for: "4 spans · ━ critical path")
        terminal.type("v")
        try await terminal.wait("the editor on the usual screen") {
            !$0.isAlternate && $0.contains("mode 400") && $0.contains("4 spans")
        }
        let line = terminal.screen.text.split(separator: "\n").last { $0.contains("file /") }
        let path = line?.split(separator: " ").last?.dropLast()
        #expect(path?.hasSuffix(".txt") == true)
        terminal.press(.enter)
        try await terminal.wait("the trace again") {
            $0.isAlternate && $0.contains("━ critical path")
        }
        #expect(path.map { FileManager.default.fileExists(atPath: String($0)) } == false)
        terminal.type("Q")
        #expect(try await terminal.ended() == .exited(0))
        #expect(terminal.modes == terminal.modesBefore)
        await session.close()
    }

    @Test func `without an editor a sentence says what to set`() async throws {
        let session = try ExplorerSession([Self.trace])
        try await session.terminal.wait(for: "4 spans · ━ critical path")
        session.terminal.type("v")
        try await session.terminal.wait(for: "Neither VISUAL nor EDITOR names an editor")
        session.terminal.type("Q")
        #expect(try await session.terminal.ended() == .exited(0))
        await session.close()
    }

    @Test func `an editor that cannot be started is a sentence`() async throws {
        let session = try ExplorerSession([Self.trace], environment: ["VISUAL": "no-such-editor"])
        try await session.terminal.wait(for: "4 spans · ━ critical path")
        session.terminal.type("v")
        try await session.terminal.wait(for: "The editor could not be started; set VISUAL")
        session.terminal.type("Q")
        #expect(try await session.terminal.ended() == .exited(0))
        await session.close()
    }
}
