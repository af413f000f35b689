import TestSupport
import Testing

/// A screen is one folder and its panes: what knows it besides is counted.
@Suite struct ScreenRulesTests {
    /// The screens, as `ScreenKind` lists them.
    private func screens() throws -> [String] {
        let files = try SourceFile.all(below: "Sources/Explorer/Screen")
        let file = try #require(files.first { $0.path.hasSuffix("/Screen.swift") })
        let line = try #require(file.lines.first { $0.hasPrefix("    case services,") })
        return line.dropFirst(9).split(separator: ",").map { $0.filter { $0 != " " } }
    }

    /// Files outside of the screen's own folder and panes that name its state, its pane or its case.
    private func namers(of screen: String, _ files: [SourceFile]) throws -> [String] {
        let type = screen.prefix(1).uppercased() + screen.dropFirst()
        let names = try Regex("\\b\(type)(State|Pane)\\b")
        // A case of the screens is meant where the line speaks of screens.
        let cases = try Regex("\\.\(screen)\\b")
        let screens = try Regex("\\b(screens?|Screen|ScreenKind)\\b|\\bon: \\[")
        return files.filter { file in
            !file.path.hasPrefix("Sources/Explorer/\(type)/")
                && !file.path.hasPrefix("Sources/TUI/Panes/\(type)/")
                && file.lines.contains { line in
                    line.contains(names) || line.contains(cases) && line.contains(screens)
                }
        }.map(\.path)
    }

    @Test func `a screen is named in four files outside of its folder and panes at most`() throws {
        let files = try ["Explorer", "TUI", "Commands", "spoor"].flatMap {
            try SourceFile.all(below: "Sources/" + $0)
        }
        let screens = try screens()
        #expect(screens.count >= 10)
        for screen in screens {
            // The parts of one table are one place.
            let named = Set(
                try namers(of: screen, files).map {
                    $0.replacing(/ActionTable\+[A-Za-z]+\.swift/, with: "ActionTable.swift")
                }
            )
            #expect(named.count <= 4, "\(screen): \(named.sorted().joined(separator: " "))")
            #expect(named.contains { $0.hasSuffix("/Screen.swift") }, "\(screen) is not found")
        }
    }

    @Test func `the explorer's state is extended in seven files at most`() throws {
        let files = try SourceFile.all(below: "Sources").filter { file in
            file.lines.contains { $0.hasPrefix("extension ExplorerState ") }
        }
        #expect(!files.isEmpty && files.count <= 7, "\(files.map(\.path))")
    }
}
