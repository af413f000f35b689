import Explorer
import Foundation
import TestSupport
import Testing
import TraceModel

@testable import Commands

/// What `spoor find` prints.
@Suite struct FindOutputTests {
    private let reader = StubReader(traces: [orderTrace])
    private let id = orderTrace.id.hex

    @Test(arguments: [60, 80, 120])
    func `spans found are a list that fits the terminal`(_ columns: Int) async throws {
        let answer = try await printed(
            "find \(id) (error)or(depth=0)",
            from: reader,
            .terminal(columns)
        )
        #expect(answer.code == .found)
        expectGolden(answer.text, named: "find-\(columns)", in: "CommandsTests")
    }

    @Test func `words are conditions that all must hold, or one text`() async throws {
        let both = try await printed(
            "find \(id) service=payment error=true -o ndjson",
            from: reader
        )
        #expect(both.text.split(separator: "\n").count == 1)
        #expect(both.text.contains(#""name":"Charge""#))
        let text = try await printed("find \(id) CHARGE -o tsv --columns name", from: reader)
        #expect(text.text == "name\nCharge\n")
    }

    @Test func `how many were found is said beside the list`() async throws {
        let answer = try await printed("find \(id) service=payment", from: reader)
        #expect(answer.remarks.first == "1 of \(orderTrace.count) spans found.")
    }

    @Test(arguments: ["table", "wide", "json", "ndjson", "csv", "tsv", "markdown"])
    func `without a hit the exit code says so`(_ form: String) async throws {
        let answer = try await printed("find \(id) depth>99 -o \(form)", from: reader)
        #expect(answer.code == .nothingFound)
        if form == "json" {
            let object = try #require(
                try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any]
            )
            #expect((object["spans"] as? [Any])?.isEmpty == true)
            #expect(object["spanCount"] as? Int == orderTrace.count)
        } else {
            #expect(answer.remarks.first == "0 of \(orderTrace.count) spans found.")
        }
    }

    @Test func `spans found are read back as they were sent`() async throws {
        let all = try await printed("find \(id) depth>=0 -o ndjson", from: reader)
        let trace = try await printed("trace \(id) -o ndjson", from: reader)
        #expect(all.text == trace.text)
    }
}
