import Foundation
import TestSupport
import Testing
import TraceModel
import WireFormats

@testable import Commands

/// The views of a trace as commands.
@Suite struct TraceViewOutputTests {
    private let reader = StubReader(trace: TraceAnswer(trace: Shop.trace))
    private let id = Shop.trace.id.hex

    private static let views = [
        "stats", "stats --by operation --then kind --sort p95", "flame", "spans --sort -duration",
        "events", "graph",
    ]

    @Test(arguments: [60, 80, 120])
    func `views fit the terminal`(columns: Int) async throws {
        var pages: [String] = []
        for view in Self.views {
            let text = try await printed(line(view), from: reader, .terminal(columns)).text
            pages.append(
                "$ spoor \(view)\n\(text.split(separator: "\n").prefix(20).joined(separator: "\n"))\n"
            )
        }
        expectGolden(pages.joined(separator: "\n"), named: "views-\(columns)", in: "CommandsTests")
    }

    @Test func `views are whole on a pipe, and in ASCII`() async throws {
        for (style, name) in [(OutputStyle.pipe, "pipe"), (.plain, "ascii")] {
            var pages: [String] = []
            for view in Self.views where view != "spans --sort -duration" {
                let text = try await printed(line(view), from: reader, style).text
                pages.append("$ spoor \(view)\n\(text)")
            }
            expectGolden(
                pages.joined(separator: "\n"),
                named: "views-\(name)",
                in: "CommandsTests"
            )
        }
    }

    private func line(_ view: String) -> String {
        var words = view.split(separator: " ").map(String.init)
        words.insert(id, at: 1)
        return words.joined(separator: " ").replacing("--sort -", with: "--sort=-")
    }

    private func document(_ view: String) async throws -> [String: Any] {
        let text = try await printed(line(view) + " -o json", from: reader).text
        return try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        )
    }

    @Test func `the JSON of statistics says by what, and has groups with their parts`() async throws
    {
        let json = try await document("stats --by service --then operation")
        #expect(json["by"] as? String == "service" && json["then"] as? String == "operation")
        let groups = try #require(json["groups"] as? [[String: Any]])
        let wholes = groups.filter { $0["level"] as? Int == 1 }
        #expect(wholes.reduce(0) { $0 + ($1["spanCount"] as? Int ?? 0) } == Shop.trace.count)
        let parts = groups.filter { $0["level"] as? Int == 2 }
        #expect(parts.reduce(0) { $0 + ($1["spanCount"] as? Int ?? 0) } == Shop.trace.count)
        #expect(parts.allSatisfy { $0["group"] is String && $0["subgroup"] is String })
        let shares = wholes.compactMap { $0["criticalShare"] as? Double }
        #expect(abs(shares.reduce(0, +) - 1) < 1e-9)
    }

    @Test func `boxes name the box above them`() async throws {
        let boxes = try #require(try await document("flame")["boxes"] as? [[String: Any]])
        for (place, box) in boxes.enumerated() {
            #expect(box["box"] as? Int == place)
            if let parent = box["parentBox"] as? Int { #expect(parent < place) }
        }
        #expect(boxes.reduce(0) { $0 + ($1["spanCount"] as? Int ?? 0) } == Shop.trace.count)
    }

    @Test func `spans are sorted, read back, and have attributes as columns`() async throws {
        let spans = try await document("spans --sort self")
        let first = (spans["spans"] as? [[String: Any]])?.first
        #expect(first?["name"] as? String == "Charge")
        let lines = try await printed(line("spans") + " -o ndjson", from: reader)
        #expect(try decodeTraces(lines.output.bytes).traces.map(\.count) == [Shop.trace.count])
        let csv = try await printed(
            line("spans --columns name,tag.db.rows --sort -tag.db.rows") + " -o csv",
            from: reader
        ).text.split(separator: "\n")
        #expect(csv.prefix(2) == ["name,tag.db.rows", "SELECT orders,61"])
        let json = try await printed(
            line("spans --columns tag.db.rows --sort=-tag.db.rows") + " -o ndjson",
            from: reader
        ).text
        #expect(json.hasPrefix("{\"tag.db.rows\":61}\n"))
    }

    @Test func `a trace without events says so`() async throws {
        let quiet = StubReader(trace: TraceAnswer(trace: Trace.make { $0.span("a", 0..<1) }))
        let answer = try await printed("events \(id)", from: quiet)
        #expect(
            answer.code == .nothingFound && answer.remarks == ["No span of this trace has events."]
        )
    }

    @Test(arguments: [
        ("stats 1 --sort x", "`x` is not a column of `spoor stats`"),
        ("spans 1 --sort durations", "duration"), ("stats 1 --by tag.", "is not a value of --by"),
        ("flame", "Missing argument"), ("graph 1 2", "Unexpected argument"),
        ("stats 1 -o otlp", "not an output"),
    ])
    func `what makes no sense is refused`(_ line: String, _ words: String) {
        let sentence = refusal(line)
        #expect(sentence?.contains(words) == true, "\(sentence ?? "taken")")
    }
}
