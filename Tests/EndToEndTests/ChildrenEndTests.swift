import Foundation
import TestSupport
import Testing

/// Programs that the explorer starts end with it, even when it is killed.
@Suite(.serialized) struct ChildrenEndTests {
    private static let trace =
        RepositoryFiles.fixture("jaeger-v2.20/trace-hotrod-error-1.json").path

    private struct Folder {
        let url = FileManager.default.temporaryDirectory.appending(path: "spoor-\(UUID())")
        init() throws {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        }
        func path(_ name: String) -> String { url.appending(path: name).path }
        func numbers(_ name: String) -> [pid_t] {
            let text = (try? String(contentsOfFile: path(name), encoding: .utf8)) ?? ""
            return text.split(separator: "\n").compactMap { pid_t($0) }
        }
        func remove() { try? FileManager.default.removeItem(at: url) }
    }

    /// Under a shell, so that the kernel hangs up no terminal when the explorer ends.
    private func explorer(_ folder: Folder, _ more: [String: String]) throws -> PseudoTerminal {
        try PseudoTerminal(
            shellRunning: BuiltProgram.url.path,
            [Self.trace],
            environment: [
                "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": folder.url.path,
                "PATH": folder.url.path + ":/usr/bin:/bin",
            ].merging(more) { $1 }
        )
    }

    private func expectBothEnd(_ folder: Folder) async throws {
        #expect(await eventually { folder.numbers("started").count == 2 })
        let numbers = folder.numbers("started")
        let (child, explorer) = (try #require(numbers.first), try #require(numbers.last))
        #expect(ProcessUse(child).residentBytes > 0)
        kill(explorer, SIGKILL)
        let isOver = await eventually { ProcessUse(child).residentBytes == 0 }
        #expect(isOver)
        if !isOver { kill(child, SIGKILL) }
    }

    @Test func `a pager ends when the explorer is killed`() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let pager =
            "printf '%s\\n' $$ $PPID > '\(folder.path("new"))'; "
            + "mv '\(folder.path("new"))' '\(folder.path("started"))'; exec sleep 600"
        let terminal = try explorer(folder, ["PAGER": pager])
        try await terminal.wait(for: "critical path")
        terminal.type("|")
        try await expectBothEnd(folder)
    }

    @Test func `tmux's command ends when the explorer is killed, even one that ignores signals`()
        async throws
    {
        let folder = try Folder()
        defer { folder.remove() }
        let script = """
            #!/bin/sh
            trap '' HUP TERM INT
            printf '%s\\n' $$ $PPID > '\(folder.path("new"))'
            mv '\(folder.path("new"))' '\(folder.path("started"))'
            while :; do :; done
            """
        try Data(script.utf8).write(to: URL(filePath: folder.path("tmux")))
        chmod(folder.path("tmux"), 0o755)
        let terminal = try explorer(folder, ["TMUX": "/nowhere,1,0"])
        try await terminal.wait(for: "critical path")
        terminal.type("yI")
        try await expectBothEnd(folder)
    }
}
