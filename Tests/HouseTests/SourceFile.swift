import Foundation
import TestSupport

/// A text file of the repository as the house rules look at it.
struct SourceFile {
    /// Below the repository's root, such as `Sources/TUI/Canvas/Cell.swift`.
    let path: String
    let lines: [Substring]

    /// The modules it imports, with the lines' numbers.
    var imports: [(module: String, line: Int)] {
        lines.enumerated().compactMap { index, line in
            // Few lines get as far as the expression, which is slow.
            guard line.contains("import "),
                let match = line.firstMatch(
                    of:
                        /^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:package|public|internal|fileprivate|private)\s+)?import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)/
                )
            else { return nil }
            return (String(match.1), index + 1)
        }
    }

    /// All files below `folder` with one of the endings, sorted; a folder that is not there has none.
    static func all(below folder: String, endings: [String] = ["swift"]) throws -> [SourceFile] {
        let root = RepositoryFiles.root
        let base = root.appending(path: folder)
        guard FileManager.default.fileExists(atPath: base.path),
            let walker = FileManager.default.enumerator(
                at: base,
                includingPropertiesForKeys: [.isRegularFileKey]
            )
        else { return [] }
        var files: [SourceFile] = []
        for case let url as URL in walker where endings.contains(url.pathExtension) {
            let text = try String(contentsOf: url, encoding: .utf8)
            var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            if lines.last == "" { lines.removeLast() }
            files.append(
                SourceFile(path: String(url.path.dropFirst(root.path.count + 1)), lines: lines)
            )
        }
        return files.sorted { $0.path < $1.path }
    }
}
