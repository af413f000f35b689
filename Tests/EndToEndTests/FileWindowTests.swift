import Foundation
import TestSupport
import Testing

/// The last minutes of files are theirs, not ours: they count back from the newest trace.
@Suite struct FileWindowTests {
    @Test func `the explorer counts back from the newest trace of files, and says so`() async throws
    {
        let terminal = try PseudoTerminal(
            running: BuiltProgram.url.path,
            [RepositoryFiles.root.appending(path: "Samples").path],
            environment: ["TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": "/nowhere"]
        )
        try await terminal.wait(for: "41 traces")
        terminal.type("f")
        terminal.send([0x15])
        terminal.type("last=1s")
        terminal.press(.enter)
        try await terminal.wait(for: "1 trace · newest first · counted back from the newest trace")
        terminal.type("Q")
        #expect(try await terminal.ended() == .exited(0))
    }
}
