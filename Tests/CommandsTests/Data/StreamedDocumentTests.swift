import Foundation
import TestSupport
import Testing
import TraceModel

@testable import Commands

/// Documents of many rows are written while they are made.
@Suite struct StreamedDocumentTests {
    private static let trace = LargeTraces.fan(2_000)
    private static let commands = [
        "trace", "spans", "spans --columns name,start,duration", "find step", "stats --by tag.none",
        "flame", "events",
    ]

    private func line(_ command: String) -> String {
        let words = command.split(separator: " ")
        let id = Self.trace.id.hex
        return ([words[0], id[...]] + words.dropFirst()).joined(separator: " ") + " -o json"
    }

    private let reader = StubReader(trace: TraceAnswer(trace: trace))

    @Test(arguments: commands) func `it is one document, the same on a terminal, but laid out`(
        _ command: String
    ) async throws {
        let pipe = try await printed(line(command), from: reader).output
        #expect(pipe.text.filter { $0 == "\n" }.count == 1)
        #expect(pipe.text.hasSuffix("}\n"))
        let terminal = try await printed(line(command), from: reader, .terminal(80)).output
        #expect(terminal.text.hasSuffix("\n}\n"))
        #expect(
            terminal.text.contains("\n  \"traceID\": \"")
                || terminal.text.contains("\n      \"traceID\": \"")
        )
        let documents = try [pipe, terminal].map {
            try JSONSerialization.jsonObject(with: Data($0.bytes)) as? NSDictionary
        }
        #expect(documents[0] != nil && documents[0] == documents[1])
    }

    @Test(arguments: ["trace", "spans", "spans --columns name,start,duration", "find step"])
    func `many rows go out in pieces, and no more once the reader has left`(
        _ command: String
    ) async throws {
        let whole = try await printed(line(command), from: reader).output
        #expect(whole.pieces > 2)
        #expect(whole.bytes.count / whole.pieces < 1 << 18)
        let cut = try await printed(line(command), from: reader, patience: 1).output
        #expect(cut.pieces == 1 && whole.bytes.starts(with: cut.bytes))
    }
}
