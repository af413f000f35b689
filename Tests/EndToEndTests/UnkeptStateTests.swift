import Foundation
import TestSupport
import Testing

/// What the user would miss in the next run is said in this one: at the time, and when he leaves.
@Suite(.serialized) struct UnkeptStateTests {
    @Test func `pins and queries that cannot be kept are said`() async throws {
        // Nobody, not even root, makes folders below a device.
        let session = try ExplorerSession(environment: ["HOME": "/dev/null"])
        let terminal = session.terminal
        try await terminal.wait(for: "accounting")
        terminal.type("*")
        try await terminal.wait(for: "pinned services are not kept: cannot make the folder")
        terminal.type(":traces service=frontend\r")
        try await terminal.wait(for: "earlier queries are not kept")
        terminal.type("Q")
        #expect(try await terminal.ended() == .exited(0))
        let text = terminal.screen.text.replacing("\n", with: "")
        #expect(text.contains("spoor: Pinned services are not kept: cannot make the folder"))
        #expect(text.contains("spoor: Earlier queries are not kept"))
        await session.close()
    }

    @Test func `without a home it is the same`() async throws {
        let session = try ExplorerSession(environment: ["HOME": ""])
        try await session.terminal.wait(for: "accounting")
        session.terminal.type("*")
        try await session.terminal.wait(for: "HOME is not set")
        session.terminal.type("q")
        #expect(try await session.terminal.ended() == .exited(0))
        #expect(session.terminal.screen.contains("spoor: Pinned services are not kept"))
        await session.close()
    }

    @Test func `a log that cannot be written is said`() async throws {
        let session = try ExplorerSession(["--log", "/dev/full"])
        let terminal = session.terminal
        try await terminal.wait(for: "some lines of the log are not kept: cannot write /dev/full")
        terminal.type("q")
        #expect(try await terminal.ended() == .exited(0))
        #expect(terminal.screen.contains("spoor: Some lines of the log are not kept"))
        await session.close()
    }

    @Test func `what can be kept is kept without a word`() async throws {
        let session = try ExplorerSession(["--log", "/dev/null"])
        let terminal = session.terminal
        try await terminal.wait(for: "accounting")
        terminal.type("*")
        try await terminal.wait(for: "★")
        terminal.type("q")
        #expect(try await terminal.ended() == .exited(0))
        #expect(!terminal.screen.contains("not kept"))
        let kept = try String(
            contentsOfFile: session.homePath + "/.local/state/spoor/pinned",
            encoding: .utf8
        )
        #expect(kept.contains("accounting"))
        await session.close()
    }
}
