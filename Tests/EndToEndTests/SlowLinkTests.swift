import Foundation
import TestSupport
import Testing

/// A line of 64 kbit/s whose answers take half a second, as over a satellite or a bad mobile network.
@Suite(.serialized) struct SlowLinkTests {
    private let line = TerminalLink(bytesPerSecond: 8_000, delay: .milliseconds(250))

    @Test
    func `after ten pages in a row the newest is shown next, and the line is said to be slow`()
        async throws
    {
        let trace = try Self.longTrace()
        defer { try? FileManager.default.removeItem(at: trace) }
        let session = try ExplorerSession([trace.path], rows: 50, columns: 200, link: line)
        let terminal = session.terminal
        try await terminal.wait(for: "500 spans")
        try await terminal.wait(for: "slow link: ")
        let first = try await terminal.settle(quiet: .seconds(1))
        terminal.press(.pageDown)
        let page = try await terminal.settle(quiet: .seconds(1)) - first
        #expect(page > 2_000, "a page of another part of the trace is nearly a full frame")
        let begin = ContinuousClock.now
        terminal.press(Array(repeating: .pageDown, count: 9), every: .milliseconds(50))
        #expect(await eventually { terminal.writtenAtLastKey != nil })
        let before = try #require(terminal.writtenAtLastKey)
        let last = ContinuousClock.now
        try await terminal.wait("the last page") { $0.contains("operation-460") }
        let time = last.duration(to: .now)
        try await terminal.settle(quiet: .seconds(1))
        let after = terminal.written - before
        print(
            "a page is \(page) B; from the first of nine keys to the last page \(begin.duration(to: .now)), "
                + "after the last key \(time) and \(after) B"
        )
        #expect(after <= 2 * 9_000, "two full frames at most")
        terminal.type("Q")
        #expect(try await terminal.ended() == .exited(0))
        #expect(terminal.screen.unknown.isEmpty)
        await session.close()
    }

    /// What comes after the last key of a terminal must not be typed into the shell.
    @Test func `an answer that is on its way when the user leaves is not left to the shell`()
        async throws
    {
        let session = try ExplorerSession(link: TerminalLink(delay: .milliseconds(300)))
        let terminal = session.terminal
        try await terminal.wait(for: "accounting")
        terminal.type("\u{0C}Q")
        #expect(try await terminal.ended() == .exited(0))
        try await terminal.settle(quiet: .seconds(1))
        #expect(!terminal.screen.contains("[0n"), "the terminal would have echoed it")
        #expect(terminal.modes == terminal.modesBefore)
        await session.close()
    }

    @Test func `a terminal that does not answer is drawn on all the same`() async throws {
        let session = try ExplorerSession(link: TerminalLink(answers: false))
        let terminal = session.terminal
        try await session.openRecordedTraces()
        terminal.type("e\r")
        try await terminal.wait(for: "4 spans · ━ critical path")
        #expect(!terminal.screen.contains("slow link"))
        terminal.type("Q")
        #expect(try await terminal.ended() == .exited(0))
        await session.close()
    }

    /// A file of one trace: 500 spans below each other, each with a name of its own.
    private static func longTrace() throws -> URL {
        var spans: [String] = []
        for number in 0..<500 {
            let parent =
                number == 0
                ? "" : #"{"refType":"CHILD_OF","traceID":"0a","spanID":"\#(String(1, radix: 16))"}"#
            spans.append(
                #"{"traceID":"0a","spanID":"\#(String(number + 1, radix: 16))","operationName":"#
                    + #""operation-\#(number)-\#(number * 7919 % 1000)","references":[\#(parent)],"#
                    + #""startTime":\#(1_700_000_000_000_000 + number * 1_000),"#
                    + #""duration":\#(500_000 - number * 997),"processID":"p"}"#
            )
        }
        let text =
            #"{"data":[{"traceID":"0a","spans":[\#(spans.joined(separator: ","))],"#
            + #""processes":{"p":{"serviceName":"long"}}}]}"#
        let url = FileManager.default.temporaryDirectory.appending(path: "long-\(UUID()).json")
        try Data(text.utf8).write(to: url)
        return url
    }
}
