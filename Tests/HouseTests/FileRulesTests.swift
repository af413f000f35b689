import Foundation
import TestSupport
import Testing

@Suite struct FileRulesTests {
    /// Files that are one table each, which no split would make clearer.
    private static let tables: Set<String> = []

    private func code() throws -> [SourceFile] {
        try ["Sources", "Tests", "Benchmarks", "Fuzz"].flatMap { try SourceFile.all(below: $0) }
    }

    @Test func `no file is longer than 400 lines`() throws {
        for file in try code() where !Self.tables.contains(file.path) {
            #expect(file.lines.count <= 400, "\(file.path) has \(file.lines.count) lines")
        }
    }

    @Test func `the median file is short`() throws {
        let lengths = try SourceFile.all(below: "Sources").map(\.lines.count).sorted()
        let median = try #require(lengths.isEmpty ? nil : lengths[lengths.count / 2])
        #expect(median <= 120, "aim at 100; it is \(median)")
    }

    @Test func `nothing is left for later`() throws {
        // Put together here, so that this file does not break its own rule.
        let words = ["TO" + "DO", "FIX" + "ME", "HA" + "CK", "X" + "XX"]
        let pattern = try Regex("\\b(\(words.joined(separator: "|")))\\b")
        let texts = try SourceFile.all(below: "docs", endings: ["md"])
        for file in try code() + texts {
            for (index, line) in file.lines.enumerated()
            where words.contains(where: line.contains) && line.contains(pattern) {
                Issue.record("\(file.path):\(index + 1): \(line)")
            }
        }
    }

    @Test func `what the compiler is told to believe has its proof above it`() throws {
        let claims = [
            "@unchecked" + " Sendable", "nonisolated" + "(unsafe)", "@pre" + "concurrency",
        ]
        for file in try code() {
            for (index, line) in file.lines.enumerated()
            where claims.contains(where: line.contains) && !isComment(line) {
                let above = file.lines[..<index].last { !$0.isEmpty }
                #expect(above.map(isComment) ?? false, "\(file.path):\(index + 1): \(line)")
            }
        }
    }

    private func isComment(_ line: Substring) -> Bool {
        line.drop { $0 == " " }.hasPrefix("//")
    }

    @Test func `every set of fixtures says where it comes from`() throws {
        let folder = RepositoryFiles.root.appending(path: "Tests/Fixtures")
        guard FileManager.default.fileExists(atPath: folder.path) else { return }
        let sets = try FileManager.default.contentsOfDirectory(
            at: folder,
            includingPropertiesForKeys: [.isDirectoryKey]
        )
        for set in sets
        where try set.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true {
            let provenance = set.appending(path: "PROVENANCE.md").path
            #expect(FileManager.default.fileExists(atPath: provenance), "\(set.path)")
        }
    }
}
