import Foundation
import TestSupport
import Testing

@Suite struct TerminalMatrixTests {
    @Test(
        arguments: ["xterm-256color", "xterm", "screen", "tmux-256color", "linux", "vt100", "foo"],
        ["C", "C.UTF-8"]
    )
    func `every terminal shows the list and is left as it was`(name: String, locale: String)
        async throws
    {
        try await probe(environment: ["TERM": name, "LC_ALL": locale], waitFor: "Enter open") {
            terminal in
            let screen = try await terminal.wait("the last row") {
                $0.line(23).hasPrefix("Enter open")
            }
            #expect(screen.line(2).contains("0 service-0 POST /checkout/0"))
            #expect(screen.line(3).hasSuffix(locale == "C" ? "?????" : "━━━━━"))
            #expect(
                screen.line(1).contains("no description of the terminal \"foo\"") == (name == "foo")
            )
            terminal.type("j")
            try await terminal.wait("the cursor moves") {
                $0.cursorRow == 3 && $0.cursorColumn == 0
            }
            terminal.type("q")
        }
    }

    @Test(arguments: [(10, 40), (1, 1), (3, 7), (24, 80), (50, 200), (100, 300)])
    func `every size is filled and not overrun`(rows: Int, columns: Int) async throws {
        try await probe(rows: rows, columns: columns, waitFor: nil) { terminal in
            let last = String("Enter open  q quit".prefix(columns))
            try await terminal.wait("the last row") { $0.line(rows - 1) == last }
            terminal.type("q")
        }
    }

    @Test func `the last of many sizes is drawn without another key, every time`() async throws {
        try await probe { terminal in
            var random = SeededGenerator(seed: 0x1A57)
            for round in 0..<60 {
                for _ in 0..<8 {
                    terminal.resize(
                        rows: Int.random(in: 2...60, using: &random),
                        columns: Int.random(in: 5...220, using: &random)
                    )
                }
                let (rows, columns) = (20 + round % 7, 90 + round % 11)
                terminal.resize(rows: rows, columns: columns)
                try await terminal.wait("size \(columns)x\(rows), round \(round)") {
                    $0.line(1) == "size \(columns)x\(rows)"
                        && $0.line(rows - 1) == "Enter open  q quit"
                }
            }
            terminal.type("q")
        }
    }

    @Test func `a storm of sizes ends in a clean picture`() async throws {
        try await probe { terminal in
            var random = SeededGenerator(seed: 0x512E)
            for _ in 0..<40 {
                terminal.resize(
                    rows: Int.random(in: 2...60, using: &random),
                    columns: Int.random(in: 5...220, using: &random)
                )
                terminal.type("j")
            }
            terminal.resize(rows: 30, columns: 100)
            try await terminal.wait("the last row") { $0.line(29) == "Enter open  q quit" }
            try await terminal.settle()
            let now = terminal.screen
            terminal.type("r")
            try await terminal.wait("more bytes") { $0.cells == now.cells }
            try await terminal.settle()
            #expect(terminal.screen.cells == now.cells, "\(random.seed)")
            #expect(now.line(1) == "size 100x30")
            terminal.type("q")
        }
    }

    @Test func `a terminal that cannot place its cursor is refused in words`() async throws {
        try await probe(
            .exited(3),
            environment: ["TERM": "dumb"],
            waitFor: nil
        ) { try await $0.wait(for: "use --linear") }
    }

    @Test(arguments: [(24, 80, 64, 2_500), (50, 200, 96, 9_000)])
    func `bytes are a budget`(rows: Int, columns: Int, step: Int, paint: Int) async throws {
        try await probe(rows: rows, columns: columns) { terminal in
            var before = try await terminal.settle()
            #expect(before <= paint, "a full paint costs \(before)")
            func cost(_ keys: String) async throws -> Int {
                terminal.type(keys)
                let now = try await terminal.settle()
                defer { before = now }
                return now - before
            }
            let down = try await cost("j")
            #expect((1...step).contains(down), "a cursor step costs \(down)")
            let scroll = try await cost("J")
            #expect((1...250).contains(scroll), "a line of scrolling costs \(scroll)")
            #expect(try await cost("jk") == 0, "keys that change nothing cost nothing")
            terminal.type("q")
        }
    }
}
