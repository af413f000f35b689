import Foundation
import TestSupport
import Testing

@Suite struct LinearTests {
    private static let trace = RepositoryFiles.fixture("jaeger-v2.20/trace-hotrod-error-1.json")
        .path

    @Test func `a trace is walked by words, without a terminal`() throws {
        let lines = try converse([
            "next error", "open", "back", "find mysql", "next hit", "copy trace id", "quit",
        ])
        #expect(lines.contains { $0.hasPrefix("Trace, tree of spans. 4 spans") })
        #expect(lines.contains { $0.hasPrefix("1: frontend GET /dispatch, level 1, ") })
        #expect(lines.contains { $0.hasPrefix("2: frontend HTTP GET") && $0.hasSuffix("failed") })
        #expect(lines.contains { $0.contains("http.response.status_code: 404") })
        #expect(lines.contains { $0.contains("mysql") && $0.contains("hit") })
        #expect(lines.contains("1fc106b1285c2f3377da419c5481f50d"))
        #expect(!lines.joined().contains("\u{1B}"))
    }

    @Test func `keys by their names do what they do on a screen`() throws {
        let lines = try converse(["e", "Enter", "Esc", "/mysql", "n", "yI", "q"])
        #expect(lines.contains { $0.contains("http.response.status_code: 404") })
        #expect(lines.contains("1fc106b1285c2f3377da419c5481f50d"))
    }

    @Test func `a number goes to that row and in, in every view, and the end of input leaves`()
        throws
    {
        #expect(try converse(["2"]).contains { $0.contains("http.response.status_code: 404") })
        let lines = try converse(["4"])
        #expect(lines.contains { $0.hasPrefix("Span: ") }, "4 is a row, not the table")
        #expect(try converse(["table"]).contains { $0.hasPrefix("Trace, table of spans.") })
    }

    @Test func `after a step only the selected row is read`() throws {
        let before = try converse([]).count
        let lines = try converse(["next", "next", "previous", "row 4", "last", "first"])
        #expect(lines.count == before + 6)
        #expect(lines.suffix(6).map { $0.prefix(2) } == ["2:", "3:", "2:", "4:", "4:", "1:"])
    }

    @Test func `unknown words are refused with a suggestion and do nothing`() throws {
        let before = try converse([]).count
        let lines = try converse(["quti", "Query!", "hlep", "opne 2", "xyzzy"])
        #expect(lines.count == before + 5)
        #expect(lines.contains("`quti` is not understood; did you mean `quit`?"))
        #expect(lines.contains("`hlep` is not understood; did you mean `help`?"))
        #expect(lines.contains("`opne 2` is not understood; did you mean `open`?"))
        #expect(lines.contains("`xyzzy` is not understood; help lists the words."))
    }

    @Test func `a mistake in what is looked for is said, and the next line is a word again`() throws
    {
        let lines = try converse(["find duration>1", "find depth=0 duration>0", "next", "quit"])
        #expect(lines.contains { $0.hasPrefix("`duration>1`: expected a length of time") })
        #expect(lines.contains { $0.contains("depth=0 duration>0 1 of 1 hit") })
    }

    @Test func `help names the words, of the screen too`() throws {
        let lines = try converse(["help", "help sort", "help nxt"])
        #expect(lines.contains { $0.hasPrefix("Rows: a number opens that row") })
        #expect(lines.contains { $0.hasPrefix("On this screen: ") && $0.contains("next error") })
        #expect(lines.contains { $0.hasPrefix("sort [ORDER]: ") })
        #expect(lines.contains("`nxt` is no word here; did you mean `next`?"))
    }

    @Test func `the page is as long as asked, and more reads on`() async throws {
        let lines = try await converseWithServer(["page 3", "more", "page 20", "quit"])
        let numbers = lines.filter { $0.first?.isNumber == true }
            .compactMap { $0.split(separator: ":").first.map(String.init) }
        #expect(numbers.dropFirst(8).prefix(3) == ["1", "2", "3"])
        #expect(numbers.dropFirst(11).prefix(3) == ["4", "5", "6"])
        #expect(numbers.dropFirst(14).count == 20)
        #expect(lines.contains("Rows 1 to 3 of 42; more reads on."))
    }

    /// From the services to a failed span and back, as someone does who listens.
    @Test func `the main job is short, and nothing in it is drawn`() async throws {
        let lines = try await converseWithServer([
            "traces service=frontend operation=\"GET /dispatch\"", "sort errors", "sort newest",
            "open 2", "next error", "open", "next", "back", "quit",
        ])
        #expect(lines.count <= 60, "\(lines.count) lines")
        #expect(lines.contains { $0.contains("frontend GET /dispatch") })
        #expect(lines.contains { $0.hasPrefix("Span: ") })
        let drawn = "━─│└├╸╺╾▏█▇▆▅▄▃▂▁▌▸▾●★✗…~"
        #expect(!lines.joined().contains { drawn.contains($0) })
        #expect(!lines.contains { $0.contains("===") || $0.contains("##") || $0.contains("|") })
    }

    @Test func `lines are as wide as the terminal and break between words`() async throws {
        let server = try ReplayServer(set: "jaeger-v2.20")
        let terminal = try PseudoTerminal(
            running: BuiltProgram.url.path,
            ["--linear", "--url", server.url],
            environment: ["TERM": "dumb", "LANG": "C.UTF-8", "HOME": "/nowhere"],
            rows: 60,
            columns: 90
        )
        try await terminal.wait(for: "Rows 1 to 8 of 42")
        #expect(
            terminal.screen.line(0)
                == "Say a word and press Enter: a row's number opens it; next, sort, find TEXT, back, quit;"
        )
        terminal.type("quit\r")
        #expect(try await terminal.ended() == .exited(0))
        await server.stop()
    }

    private func converse(_ input: [String]) throws -> [String] {
        try converse(input, with: [Self.trace])
    }

    private func converseWithServer(_ input: [String]) async throws -> [String] {
        let server = try ReplayServer(set: "jaeger-v2.20")
        let lines = try converse(input, with: ["--url", server.url])
        await server.stop()
        return lines
    }

    private func converse(_ input: [String], with arguments: [String]) throws -> [String] {
        let process = Process()
        process.executableURL = BuiltProgram.url
        process.arguments = ["--linear"] + arguments
        process.environment = ["HOME": "/nowhere", "LANG": "C.UTF-8"]
        let (keys, output) = (Pipe(), Pipe())
        process.standardInput = keys
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        try keys.fileHandleForWriting.write(
            contentsOf: Data(input.map { $0 + "\n" }.joined().utf8)
        )
        try keys.fileHandleForWriting.close()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
