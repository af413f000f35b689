import TestSupport
import Testing
import TraceModel

@testable import Commands

/// Tables with names much longer than the others.
@Suite struct LongNamesTests {
    private static let long = "GET /" + String(repeating: "segment/", count: 60)

    private var reader: StubReader {
        let start = Timestamp(nanoseconds: TraceSketch.defaultEpoch)
        let names = ["GET /a", Self.long, "GET /b"]
        return StubReader(
            answer: .success(
                SearchAnswer(
                    summaries: names.enumerated().map { number, name in
                        .listed(number, "frontend", name, at: start)
                    },
                    limitHit: false
                )
            )
        )
    }

    @Test func `on a pipe a long name is whole, and pads no other row`() async throws {
        let lines = try await printed("traces", from: reader).text.split(separator: "\n")
        #expect(lines.count == 4)
        let long = try #require(lines.first { $0.contains(Self.long) })
        #expect(long.contains(" 12ms "))
        for line in lines where line != long { #expect(line.count < 170, "\(line)") }
        // Rows whose cells fit stand in columns.
        let ends = lines.filter { $0.contains("GET /a") || $0.contains("GET /b") }
            .map { $0.split(separator: "12ms")[0].count }
        #expect(ends.count == 2 && ends[0] == ends[1])
    }

    @Test(arguments: [60, 80, 100, 140])
    func `on a terminal the table fits, and the cut name says so`(_ columns: Int) async throws {
        let text = try await printed("traces", from: reader, .terminal(columns)).text
        let lines = text.split(separator: "\n")
        for line in lines { #expect(line.count <= columns, "\(line)") }
        #expect(lines.contains { $0.contains("frontend") && $0.contains("…") }, "\(text)")
    }
}
