import Foundation
import TestSupport
import Testing

/// Which target may import which module: the table `sources` of the package manifest.
struct ImportTable {
    /// Modules of the toolchain that any target may import.
    static let standard: Set<String> = [
        "Swift", "Glibc", "Synchronization", "Dispatch", "FoundationEssentials",
    ]

    /// Modules of ours that each target may import; `spoor`, which is not in the table, may import everything.
    let ours: [String: Set<String>]
    /// The folder of each target, below the repository's root.
    let folders: [String: String]

    /// Reads the table from `Package.swift`.
    init() throws {
        let manifest = try String(
            contentsOf: RepositoryFiles.root.appending(path: "Package.swift"),
            encoding: .utf8
        )
        let start = try #require(manifest.range(of: "let sources: [(folder: String"))
        let end = try #require(manifest.range(of: "let tests: [(name: String"))
        let table = manifest[start.upperBound..<end.lowerBound]
        var ours: [String: Set<String>] = [:]
        var folders: [String: String] = [:]
        for entry in table.matches(of: /\(\s*"(\w*)",\s*"(\w+)",\s*\[([^\]]*)\]\s*\)/) {
            let name = String(entry.2)
            ours[name] = Set(entry.3.matches(of: /"(\w+)"/).map { String($0.1) })
            folders[name] = entry.1.isEmpty ? "Sources/\(name)" : "Sources/\(entry.1)/\(name)"
        }
        self.ours = ours
        self.folders = folders
    }

    /// The target that a file of `Sources` belongs to; nil for one that belongs to none.
    func target(of file: SourceFile) -> String? {
        if file.path.hasPrefix("Sources/spoor/") { return "spoor" }
        return folders.first { file.path.hasPrefix($0.value + "/") }?.key
    }
}
