import Commands
import Foundation
import TestSupport
import Testing
import WireFormats

/// The formats of trace files are listed wherever users look for them, from one table.
struct TraceFormatListTests {
    @Test func `the README has a row for every format`() throws {
        let readme = try String(
            contentsOf: RepositoryFiles.root.appending(path: "README.md"),
            encoding: .utf8
        )
        for format in TraceFormat.allCases {
            #expect(readme.contains("| \(format.name) | \(format.origin) |\n"), "\(format.name)")
        }
    }

    @Test func `the help of open has a paragraph for every format`() throws {
        let open = try #require(CommandTable.all.first { $0.word == .open })
        for format in TraceFormat.allCases {
            #expect(open.details.contains("\(format.name): \(format.origin)."), "\(format.name)")
        }
    }
}
