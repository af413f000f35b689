import Foundation
import TestSupport
import Testing

@Suite struct DocumentationRulesTests {
    private func text(_ path: String) throws -> String {
        try String(contentsOf: RepositoryFiles.root.appending(path: path), encoding: .utf8)
    }

    private func documents() throws -> [(path: String, text: String)] {
        let pages = try SourceFile.all(below: "docs", endings: ["md"]).map(\.path)
        return try (["README.md", "CONTRIBUTING.md", "CHANGELOG.md"] + pages).map {
            ($0, try text($0))
        }
    }

    @Test func `every make target that documents name exists`() throws {
        let makefile = try text("Makefile")
        let targets = Set(makefile.matches(of: /(?m)^([a-z0-9-]+):/).map { String($0.1) })
        for (path, text) in try documents() {
            for match in text.matches(of: /(?m)(?:`|^)make ([a-z0-9-]+)/) {
                #expect(targets.contains(String(match.1)), "\(path): make \(match.1)")
            }
        }
    }

    @Test func `every link to a file of the repository leads somewhere`() throws {
        for (path, text) in try documents() {
            let folder = RepositoryFiles.root.appending(path: path).deletingLastPathComponent()
            for match in text.matches(of: /\]\(([^)#:\s]+)(?:#[^)]*)?\)/) {
                let target = folder.appending(path: String(match.1)).path
                #expect(FileManager.default.fileExists(atPath: target), "\(path): \(match.1)")
            }
        }
    }
}
