import Foundation
import TestSupport
import Testing

@testable import TUI

@Suite struct BrowserTests {
    private func commands(_ browser: String?) -> [[String]] {
        Browser.commands(browser.map { ["BROWSER": $0] } ?? [:], for: "http://a/;$(x)%s")
            .map(\.arguments)
    }

    @Test(
        arguments: [
            (nil, []), ("", []), ("firefox", [["firefox", "http://a/;$(x)%s"]]),
            (
                "/usr/bin/firefox --new-tab:lynx",
                [
                    ["/usr/bin/firefox", "--new-tab", "http://a/;$(x)%s"],
                    ["lynx", "http://a/;$(x)%s"],
                ]
            ),
            ("open --url=%s --wait", [["open", "--url=http://a/;$(x)%s", "--wait"]]),
            ("::", []),
        ] as [(String?, [[String]])]
    )
    func `the address is one argument of each command`(browser: String?, found: [[String]]) {
        #expect(commands(browser) == found)
    }

    @Test func `browsers of the terminal run in front`() {
        let commands = Browser.commands(["BROWSER": "/usr/bin/w3m:firefox"], for: "http://a")
        #expect(commands.map(\.takesTerminal) == [true, false])
        #expect(commands.map(\.program) == ["w3m", "firefox"])
    }

    @Test func `a program that there is not is told`() {
        let reason = DetachedCommand.start(["spoor-no-such-browser", "http://a"], [:])
        #expect(reason == "No such file or directory")
    }

    @Test func `a program is started without a shell and without our streams`() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "browser-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let program = folder.appending(path: "browser").path
        let written = folder.appending(path: "arguments")
        let script = """
            printf '%s\\n' "$@" > '\(written.path).new'
            test -t 0 || mv '\(written.path).new' '\(written.path)'

            """
        try Data(script.utf8).write(to: URL(filePath: program))
        let url = "http://a/;touch${IFS}x'\""
        #expect(DetachedCommand.start(["sh", program, url], ["PATH": "/usr/bin:/bin"]) == nil)
        #expect(
            await eventually { (try? String(contentsOf: written, encoding: .utf8)) == url + "\n" }
        )
    }
}
