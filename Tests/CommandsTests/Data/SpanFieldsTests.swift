import Explorer
import Foundation
import TestSupport
import Testing

@testable import Commands
import TraceModel

/// A span's JSON is written as a whole, to be read back, and column by column, to be chosen from: they must agree.
@Suite struct SpanFieldsTests {
    private func spans(_ line: String) async throws -> [[String: Any]] {
        let reader = StubReader(trace: TraceAnswer(trace: orderTrace))
        let text = try await printed(line, from: reader).text
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        )
        return try #require(document["spans"] as? [[String: Any]])
    }

    @Test func `the fields of all columns are members of the span's JSON, with the same values`()
        async throws
    {
        let id = orderTrace.id.jaegerHex
        let names = SpanColumn.allCases.map(\.rawValue).joined(separator: ",")
        let whole = try await spans("trace \(id) -o json")
        let chosen = try await spans("trace \(id) -o json --columns \(names)")
        #expect(!whole.isEmpty && whole.count == chosen.count)
        for (whole, chosen) in zip(whole, chosen) {
            // What only reading back needs is no column's.
            #expect(Set(chosen.keys).isSubset(of: whole.keys))
            for (name, value) in chosen {
                #expect(contains(whole[name], value), "\(name)")
            }
        }
    }

    /// Whether `whole` is `part`, or has all of its members.
    private func contains(_ whole: Any?, _ part: Any) -> Bool {
        switch (whole, part) {
        case (let whole as [String: Any], let part as [String: Any]):
            part.allSatisfy { contains(whole[$0.key], $0.value) }
        case (let whole as [Any], let part as [Any]):
            whole.count == part.count && zip(whole, part).allSatisfy { contains($0, $1) }
        default: (whole as? NSObject) == (part as? NSObject)
        }
    }
}
