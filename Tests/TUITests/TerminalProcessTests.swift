import Foundation
import TUI
import TerminalText
import TestSupport
import Testing

/// The real ncurses in processes of their own, each on a terminal of its own.
@Suite struct TerminalProcessTests {
    /// What a Swift trap raises.
    #if arch(x86_64)
        private static let trapSignal = SIGILL
    #else
        private static let trapSignal = SIGTRAP
    #endif

    @Test func `a normal end leaves the terminal as it was`() async throws {
        try await probe { terminal in
            #expect(terminal.screen.isAlternate && terminal.modes.isRaw)
            #expect(terminal.screen.modes.contains(2004))
            terminal.type("q")
        }
    }

    @Test(arguments: [SIGTERM, SIGINT, SIGQUIT, SIGHUP])
    func `a signal that asks to end is obeyed`(signal: Int32) async throws {
        try await probe(.exited(128 + signal)) { $0.signal(signal) }
    }

    @Test(arguments: [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGSYS])
    func `a crash puts the terminal back first`(signal: Int32) async throws {
        try await probe(.killed(signal: signal)) { $0.signal(signal) }
    }

    @Test func `a trap puts the terminal back and its words are seen`() async throws {
        try await probe(.killed(signal: Self.trapSignal)) { terminal in
            terminal.type("t")
            _ = try await terminal.ended()
            let written = String(decoding: terminal.received, as: UTF8.self)
            let left = try #require(written.range(of: "\u{1B}[?1049l"))
            let words = try #require(written.range(of: "Unexpectedly found nil"))
            #expect(left.upperBound <= words.lowerBound)
        }
    }

    @Test func `a second signal ends a program that hangs`() async throws {
        try await probe(.killed(signal: SIGTERM)) { terminal in
            terminal.type("x")
            terminal.signal(SIGQUIT)
            terminal.signal(SIGTERM)
        }
    }

    @Test func `a lost connection ends the program`() async throws {
        try await probe(.exited(129), isLeftBehind: false) { $0.hangUp() }
    }

    @Test func `Ctrl-Z gives the terminal back, and it comes again whole`() async throws {
        let terminal = try PseudoTerminal(
            shellRunning: RepositoryFiles.program("TerminalProbe"),
            environment: ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"]
        )
        try await terminal.wait(for: "q quit")
        let before = terminal.screen.cells.dropFirst(2)
        terminal.press(.ctrlZ)
        try await terminal.wait("the prompt") {
            !$0.isAlternate && $0.contains("Stopped") && PseudoTerminal.isAtPrompt($0)
        }
        try terminal.writeAsOther("someone else wrote here")
        try await terminal.wait(for: "someone else wrote here")
        terminal.type("fg\r")
        try await terminal.wait("the whole screen again") {
            $0.isAlternate && $0.line(1) == "resumed" && $0.cells.dropFirst(2) == before
        }
        #expect(terminal.modes.isRaw)
        terminal.type("q")
        try await terminal.wait("the prompt again") { !$0.isAlternate }
    }

    @Test func `Ctrl-Z without a shell stops nothing and says so`() async throws {
        try await probe { terminal in
            terminal.press(.ctrlZ)
            try await terminal.wait(for: "no shell waits")
            #expect(terminal.status == .running && terminal.screen.isAlternate)
            terminal.type("q")
        }
    }

    /// Answers that programs before this one asked for, in every form.
    @Test(
        arguments: [
            "\u{1B}]11;rgb:1e1e/1e1e/2e2e\u{07}", "\u{1B}]11;rgb:1e1e/1e1e/2e2e\u{1B}\\",
            "\u{1B}]52;c;UQ==\u{07}", "\u{1B}_Gi=1;OK\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\",
            "\u{1B}P>|xterm(388)\u{1B}\\", "\u{1B}P!|00000000\u{1B}\\", "\u{1B}^q\u{1B}\\",
            "\u{1B}Xq\u{1B}\\", "\u{1B}[?62;22c", "\u{1B}[24;80R", "\u{1B}[?2026;2$y",
        ]
    )
    func `a late answer is no key, whole or in pieces`(answer: String) async throws {
        try await probe { terminal in
            terminal.type(answer)
            // Two packets; that it may be cut anywhere is tested without a clock.
            let bytes = Array(answer.utf8)
            terminal.send(bytes[..<3])
            try await terminal.settle(quiet: .milliseconds(40))
            terminal.send(bytes[3...])
            try await terminal.settle()
            #expect(terminal.screen.line(1) == "started")
            terminal.type("a")
            try await terminal.wait(for: "character(\"a\")")
            terminal.type("q")
        }
    }

    @Test func `a paste that stands still for a while is one paste`() async throws {
        try await probe { terminal in
            terminal.type("\u{1B}[200~jjjj")
            try await terminal.settle(quiet: .milliseconds(1_500))
            terminal.type("jjjq\u{1B}[20")
            try await terminal.settle(quiet: .milliseconds(100))
            terminal.type("1~")
            try await terminal.wait(for: "paste jjjjjjjq")
            terminal.type("q")
        }
    }

    @Test func `standard error waits until the screen is left`() async throws {
        try await probe { terminal in
            terminal.type("ej")
            try await terminal.wait("the cursor moves") { $0.cursorRow == 3 }
            #expect(!terminal.screen.contains("kept words"))
            terminal.type("q")
            try await terminal.wait(for: "kept words?[2J")
        }
    }

    @Test func `another program gets the terminal and gives it back`() async throws {
        try await probe { terminal in
            terminal.type("p")
            let screen = try await terminal.wait(for: "pager exited(0)")
            #expect(screen.isAlternate && terminal.modes.isRaw)
            terminal.type("q")
            try await terminal.wait("what it printed") {
                !$0.isAlternate && $0.contains("from the pager")
            }
        }
    }

    @Test func `a task elsewhere changes the screen by way of the actor`() async throws {
        try await probe { terminal in
            terminal.type("w")
            try await terminal.wait(for: "changed by a task")
            terminal.type("q")
        }
    }

    @Test func `keys, pastes and lone Esc arrive as what they are`() async throws {
        try await probe { terminal in
            for (sent, shown) in [
                ("\u{1B}", "key escape"), ("\u{1B}[5~", "key pageUp"),
                ("\u{1B}OP", "key function(1)"),
                ("\u{1B}[Z", "key backTab"), ("\u{1B}[H", "key home"),
                ("日", "character(\"\\u{65E5}\")"),
                ("\u{1B}[1;5Ck\u{01}", "key ctrl(\"a\")"),
                ("\u{1B}[200~abc\rq\u{1B}\u{1B}[201~", "paste abc⏎q␛"),
            ] {
                terminal.type(sent)
                try await terminal.wait(for: shown)
            }
            terminal.type("q")
        }
    }

    @Test func `copying goes to the terminal`() async throws {
        try await probe { terminal in
            terminal.type("y")
            try await terminal.wait("the command") { $0.systemCommands == ["52;c;Y29waWVk"] }
            terminal.type("q")
        }
    }

    @Test func `hostile text is seen and does nothing`() async throws {
        try await probe { terminal in
            terminal.type("h")
            let shown = SafeText(
                sanitizing: "\u{1B}[2J\r\n\u{202E}日本\u{9B}m e\u{301}\u{301}\u{301} 👨‍👩‍👧|"
            ).string
            let screen = try await terminal.wait(for: shown)
            #expect(screen.line(1).unicodeScalars.elementsEqual(shown.unicodeScalars))
            #expect(screen.bells == 0 && screen.systemCommands.isEmpty)
            terminal.type("q")
        }
    }

    @Test func `colours are the theme's, and none with NO_COLOR`() async throws {
        func hint(_ environment: [String: String]) async throws -> EmulatedScreen.Attributes {
            var attributes = EmulatedScreen.Attributes()
            try await probe(environment: environment) { terminal in
                attributes = terminal.screen.cells[23][0].attributes
                terminal.type("q")
            }
            return attributes
        }
        let look = Theme(.dark, depth: .twoFiftySix).look(of: .hint)
        #expect(try await hint([:]).foreground == look.foreground)
        #expect(try await hint(["NO_COLOR": "1"]) == EmulatedScreen.Attributes())
    }
}
