import Foundation

/// A table of `docs/compatibility.md`: the recorded questions whose answers and ours may differ.
package struct KnownDifferences {
    private let patterns: [String]

    /// The first column of the table below a heading; a `*` in a name stands for anything.
    package init(below heading: String) throws {
        let page = try String(
            contentsOf: RepositoryFiles.root.appending(path: "docs/compatibility.md"),
            encoding: .utf8
        )
        let lines = page.split(separator: "\n")
        let section = lines.drop { $0 != "## " + heading }.dropFirst()
            .prefix { !$0.hasPrefix("## ") }
        patterns = section.filter { $0.hasPrefix("| `") }.flatMap { row in
            let names = row.dropFirst().prefix { $0 != "|" }
            return names.matches(of: /`([^`]+)`/).map { String($0.1) }
        }
    }

    package func covers(_ name: String) -> Bool {
        patterns.contains { Self.matches(name, $0) }
    }

    /// Patterns that none of `names` fits.
    package func unused(among names: [String]) -> [String] {
        patterns.filter { pattern in !names.contains { Self.matches($0, pattern) } }
    }

    private static func matches(_ name: String, _ pattern: String) -> Bool {
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return name == pattern }
        return name.count >= pattern.count - 1 && name.hasPrefix(parts[0])
            && name.hasSuffix(parts[1])
    }
}
