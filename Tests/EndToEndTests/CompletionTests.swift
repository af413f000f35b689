import Foundation
import TestSupport
import Testing

/// Completion as users have it: in each shell, on a terminal, with Tab.
@Suite struct CompletionTests {
    /// What is typed, Tab standing for the key, and the words that the program is then run with.
    struct Line: CustomTestStringConvertible, Sendable {
        let typed: String
        let words: [String]
        var testDescription: String { typed.replacingOccurrences(of: "\t", with: "⇥") }
    }

    static let lines = [
        Line(typed: "spoor opera\tcheckout", words: ["operations", "checkout"]),
        Line(typed: "spoor open my\t", words: ["open", "my trace.json"]),
        Line(typed: "spoor open \"my\t", words: ["open", "my trace.json"]),
        Line(
            typed: "spoor traces --file fol\tin\t",
            words: ["traces", "--file", "folder/inner.json"]
        ),
        Line(typed: "spoor prod\t", words: ["prod-eu"]),
        Line(
            typed: "spoor services --context prod\t",
            words: ["services", "--context", "prod-eu"]
        ),
        Line(
            typed: "spoor --context demo monit\tab",
            words: ["--context", "demo", "monitor", "ab"]
        ),
        Line(typed: "spoor --theme=colour\t", words: ["--theme=colour-blind"]),
        Line(typed: "spoor traces accounti\t", words: ["traces", "accounting"]),
        Line(typed: "spoor traces service=accounti\t", words: ["traces", "service=accounting"]),
        Line(
            typed: "spoor traces frontend --operation 'GET /disp\t",
            words: ["traces", "frontend", "--operation", "GET /dispatch"]
        ),
        Line(
            typed: "spoor traces frontend operation=GET\\ /disp\t",
            words: ["traces", "frontend", "operation=GET /dispatch"]
        ),
        Line(
            typed: "spoor traces frontend minDur\t1s",
            words: ["traces", "frontend", "minDuration=1s"]
        ),
    ]

    @Test(arguments: ["bash", "zsh", "fish"])
    func `Tab completes words, names with blanks, contexts, services and operations`(
        shell: String
    ) async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let server = try ReplayServer(set: "jaeger-v2.20")
        try folder.fill(server: server.url)
        for command in [["services"], ["operations", "frontend"]] {
            let ending = try BuiltProgram.run(command, environment: folder.variables)
            #expect(ending.code == 0, "\(ending.complaints)")
        }
        let terminal = try await folder.start(shell)
        for line in Self.lines {
            terminal.type(line.typed + "\r")
            try await terminal.wait(for: line.words.map { "<\($0)>" }.joined())
        }
        terminal.type("exit\r")
        _ = try await terminal.ended()
        await server.stop()
    }
}

/// A home with a configuration, files to name, and a `spoor` first in the path that only prints its words, unless
/// a shell asks it what fits.
private struct Folder {
    private let home: URL
    let variables: [String: String]

    init() throws {
        home = FileManager.default.temporaryDirectory.appending(path: "spoor-\(UUID())")
        variables = [
            "HOME": home.path, "PATH": "\(home.path)/bin:/usr/bin:/bin", "TERM": "xterm-256color",
            "LANG": "C.UTF-8", "PS1": "READY> ",
        ]
    }

    func remove() { try? FileManager.default.removeItem(at: home) }

    func fill(server: String) throws {
        try write(
            """
            default-context: demo
            contexts:
              demo: {url: "\(server)"}
              prod-eu: {url: "\(server)"}
            """,
            to: ".config/spoor/config.yaml"
        )
        try write("{}", to: "my trace.json")
        try write("{}", to: "folder/inner.json")
        try write(
            """
            #!/bin/sh
            [ "$1" = __complete ] && exec "\(BuiltProgram.url.path)" "$@"
            printf '<%s>' "$@"; echo
            """,
            to: "bin/spoor"
        )
        let program = home.appending(path: "bin/spoor").path
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    }

    private func write(_ text: String, to path: String) throws {
        let url = home.appending(path: path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: url)
    }

    /// The shell in this folder, at its prompt, with the completion loaded.
    func start(_ shell: String) async throws -> PseudoTerminal {
        let script = try BuiltProgram.run(["completion", shell]).output
        try write(script, to: "completion")
        let (arguments, load) =
            switch shell {
            case "bash": (["--norc", "--noprofile", "-i"], "source ~/completion")
            case "zsh":
                (["-f", "-i"], "autoload -Uz compinit; compinit -u -D; source ~/completion")
            default:
                (
                    ["--no-config", "-i"],
                    "source ~/completion; function fish_prompt; echo 'READY> '; end"
                )
            }
        let terminal = try PseudoTerminal(
            running: "/usr/bin/env",
            ["-C", home.path, shell] + arguments,
            environment: variables,
            rows: 24,
            columns: 150
        )
        try await terminal.wait("a prompt") { screen in
            ["READY>", "root@", ">", "%", "#"].contains { screen.contains($0) }
        }
        terminal.type(load + "; echo load''ed\r")
        try await terminal.wait(for: "loaded")
        return terminal
    }
}
