import Foundation
import TestSupport
import Testing

@Suite struct ImportRulesTests {
    private func sources() throws -> [SourceFile] {
        let files = try SourceFile.all(below: "Sources")
        try #require(!files.isEmpty, "the sources are not where they should be")
        return files
    }

    @Test func `targets import only what the manifest's table allows`() throws {
        let table = try ImportTable()
        for file in try sources() {
            let target = try #require(
                table.target(of: file),
                "\(file.path) belongs to no target of the table"
            )
            guard target != "spoor" else { continue }
            let allowed = try #require(table.ours[target])
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

    @Test func `the map of the architecture agrees with the manifest`() throws {
        let page = try String(
            contentsOf: RepositoryFiles.root.appending(path: "docs/architecture.md"),
            encoding: .utf8
        )
        var found: [String: Set<String>] = [:]
        for row in page.matches(of: /(?m)^\| `(\w+)` \|[^|]*\|([^|]*)\|$/) {
            found[String(row.1)] = Set(row.2.matches(of: /`(\w+)`/).map { String($0.1) })
        }
        #expect(found.removeValue(forKey: "spoor") != nil, "spoor has no row")
        #expect(found == (try ImportTable().ours))
    }
}
