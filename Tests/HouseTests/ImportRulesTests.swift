import Foundation
import TestSupport
import Testing

@Suite struct ImportRulesTests {
    private func sources() throws -> [SourceFile] {
        let files = try SourceFile.all(below: "Sources")
        try #require(!files.isEmpty, "the sources are not where they should be")
        return files
    }

    @Test func `targets import only what the table allows`() throws {
        for file in try sources() where file.target != "spoor" {
            let allowed = try #require(
                ImportTable.ours[file.target],
                "\(file.path) belongs to no target of the table"
            )
            for (module, line) in file.imports where !ImportTable.standard.contains(module) {
                #expect(allowed.contains(module), "\(file.path):\(line) imports \(module)")
            }
        }
    }

    @Test func `nothing that the program links imports full Foundation`() throws {
        for file in try sources() {
            for (module, line) in file.imports {
                #expect(
                    !["Foundation", "FoundationNetworking"].contains(module),
                    "\(file.path):\(line)"
                )
            }
        }
    }

    @Test func `only the terminal's folder imports ncurses`() throws {
        for file in try sources() where !file.path.hasPrefix("Sources/TUI/Terminal/") {
            #expect(!file.imports.contains { $0.module == "CNcurses" }, "\(file.path)")
        }
    }

    @Test func `the package manifest agrees with the table`() throws {
        let manifest = try String(
            contentsOf: RepositoryFiles.root.appending(path: "Package.swift"),
            encoding: .utf8
        )
        let start = try #require(manifest.range(of: "let imports: [(name: String"))
        let end = try #require(manifest.range(of: "let tests: [(name: String"))
        let table = manifest[start.upperBound..<end.lowerBound]
        var found: [String: Set<String>] = [:]
        for entry in table.matches(of: /\(\s*"(\w+)",\s*\[([^\]]*)\]\s*\)/) {
            let names = entry.2.matches(of: /"(\w+)"/).map { String($0.1) }
            found[String(entry.1)] = Set(names)
        }
        #expect(found == ImportTable.ours)
    }

    @Test func `the map of the architecture agrees with the table`() throws {
        let page = try String(
            contentsOf: RepositoryFiles.root.appending(path: "docs/architecture.md"),
            encoding: .utf8
        )
        var found: [String: Set<String>] = [:]
        for row in page.matches(of: /(?m)^\| `(\w+)` \|[^|]*\|([^|]*)\|$/) {
            found[String(row.1)] = Set(row.2.matches(of: /`(\w+)`/).map { String($0.1) })
        }
        for target in Set(try sources().map(\.target)) {
            let row = try #require(found[target], "docs/architecture.md has no row for \(target)")
            guard target != "spoor" else { continue }
            #expect(row == ImportTable.ours[target], "\(target)")
        }
    }
}
