import Foundation
import TestSupport
import Testing

/// The line that says how much has come, on a terminal alone.
@Suite(.serialized) struct ProgressLineTests {
    @Test func `a long answer says on a terminal how much has come, and Ctrl-C ends it`()
        async throws
    {
        let server = try EndlessServer(.spans)
        let terminal = try PseudoTerminal(
            running: BuiltProgram.url.path,
            [
                "trace", "0af7651916cd43dd8448eb211c80319c", "--url", server.url, "--max-trace",
                "100GB", "--max-answer", "100GB",
            ],
            environment: ["HOME": "/nowhere", "LANG": "C.UTF-8"]
        )
        try await terminal.wait(for: "so far; Ctrl-C stops")
        terminal.send([0x03])
        #expect(try await terminal.ended() == .exited(130))
        #expect(!terminal.screen.contains("so far"))
    }
}
