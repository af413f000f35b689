import Foundation
import TestSupport
import Testing
import TraceAnalysis
import TraceModel

@testable import Commands

@Suite struct ErrorsOutputTests {
    private func reader(_ traces: [Trace] = FailingShop.traces, limitHit: Bool = false)
        -> StubReader
    {
        StubReader(
            answer: .success(
                SearchAnswer(summaries: traces.map { TraceSummary($0) }, limitHit: limitHit)
            ),
            traces: traces
        )
    }

    @Test(arguments: [60, 80, 140]) func `failures fit the terminal`(columns: Int) async throws {
        let answer = try await printed("errors", from: reader(), .terminal(columns))
        expectGolden(answer.text, named: "errors-\(columns)", in: "CommandsTests")
        #expect(answer.code == .found)
    }

    @Test func `failures are whole on a pipe`() async throws {
        let answer = try await printed("errors checkout --last 1h", from: reader())
        expectGolden(answer.text, named: "errors-pipe", in: "CommandsTests")
    }

    @Test func `the document says on how many traces it rests`() async throws {
        let answer = try await printed("errors -o json", from: reader(limitHit: true))
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any]
        )
        #expect(document["tracesRead"] as? Int == 30 && document["limitHit"] as? Bool == true)
        let errors = try #require(document["errors"] as? [[String: Any]])
        #expect(errors.map { $0["count"] as? Int } == [12, 6, 6, 6])
        #expect(errors[0]["cause"] as? String == "CardDeclined")
        #expect(errors[0]["echoes"] as? Int == 24 && errors[0]["surfaced"] as? Int == 12)
        #expect((errors[0]["examples"] as? [[String: Any]])?.count == 12)
        #expect((document["notes"] as? [String])?.first?.contains("limit of 100") ?? false)
    }

    @Test func `a line each in ndjson`() async throws {
        let answer = try await printed("errors -o ndjson", from: reader())
        #expect(answer.text.split(separator: "\n").count == 4)
    }

    @Test func `what cannot be read is said`() async throws {
        let found = StubReader(
            answer: .success(
                SearchAnswer(summaries: [TraceSummary(FailingShop.traces[0])], limitHit: false)
            )
        )
        let answer = try await printed("errors", from: found)
        #expect(answer.code == .nothingFound && answer.text.isEmpty)
        #expect(answer.remarks.contains { $0.contains("there is no trace") })
        let none = try await printed("errors", from: StubReader())
        #expect(none.code == .nothingFound)
        #expect(
            none.remarks == ["No errors found. To search further back, add for example --last 1d."]
        )
    }

    @Test func `words are those of traces`() async throws {
        await #expect(throws: CommandLineError.self) {
            try await printed("errors a b", from: StubReader())
        }
    }
}
