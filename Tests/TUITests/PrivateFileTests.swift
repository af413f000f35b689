import Foundation
import Testing

@testable import TUI

@Suite struct PrivateFileTests {
    private static func folder() throws -> URL {
        let url = FileManager.default.temporaryDirectory.appending(path: "spoor-\(UUID())")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return url
    }

    @Test func `a text for an editor is the user's alone, and gone afterwards`() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        var path = ""
        do {
            let file = try PrivateFile(
                Array("text\n".utf8),
                suffix: ".json",
                environment: ["XDG_RUNTIME_DIR": folder.path, "TMPDIR": folder.path + "/none"]
            )
            path = file.path
            #expect(path.hasPrefix(folder.path + "/spoor-") && path.hasSuffix(".json"))
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "text\n")
            var status = stat()
            #expect(stat(path, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o400)
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `where the first folder takes no file the next one does`() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = try PrivateFile(
            [],
            suffix: ".txt",
            environment: ["XDG_RUNTIME_DIR": folder.path + "/none", "TMPDIR": folder.path]
        )
        #expect(file.path.hasPrefix(folder.path))
    }

    @Test func `an editor is what VISUAL names, else EDITOR, and no other`() {
        func editor(_ environment: [String: String]) -> [String]? {
            Terminal.editor(environment, file: "/tmp/a b.txt")
        }
        #expect(
            editor(["VISUAL": "code -w", "EDITOR": "vi"])
                == ["/bin/sh", "-c", "code -w \"$1\"", "sh", "/tmp/a b.txt"]
        )
        #expect(editor(["VISUAL": "", "EDITOR": "vi"])?[2] == "vi \"$1\"")
        #expect(editor(["PAGER": "less"]) == nil)
    }
}
