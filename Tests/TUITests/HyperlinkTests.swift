import Foundation
import TerminalText
import TestSupport
import Testing

@testable import TUI

/// Links of the terminal (OSC 8): who gets them, what is sent, and that cells lead where they should.
@Suite struct HyperlinkTests {
    private static func isOn(
        _ terminal: String,
        _ environment: [String: String] = [:],
        _ choice: HyperlinkChoice = .auto
    ) -> Bool {
        HyperlinkSupport.isOn(choice, terminal: terminal, environment: environment)
    }

    @Test(arguments: [
        "xterm-256color", "xterm-kitty", "foot", "alacritty", "wezterm", "xterm-ghostty",
        "rxvt-unicode-256color", "st-256color", "konsole", "mintty",
    ])
    func `terminals that take or drop links get them`(terminal: String) {
        #expect(Self.isOn(terminal))
        #expect(Self.isOn(terminal, ["VTE_VERSION": "7006", "COLORTERM": "truecolor"]))
        #expect(!Self.isOn(terminal, ["VTE_VERSION": "4205"]))
        #expect(!Self.isOn(terminal, ["COLORTERM": "gnome-terminal"]))
        #expect(!Self.isOn(terminal, ["INSIDE_EMACS": "29.1,comint"]))
        #expect(!Self.isOn(terminal, ["STY": "123.pts-0.host"]))
        #expect(!Self.isOn(terminal, [:], .never))
    }

    @Test(arguments: [
        "linux", "linux-16color", "dumb", "vt100", "vt220", "xterm", "screen", "screen-256color",
        "tmux-256color", "ansi", "eterm-color", "cygwin",
    ])
    func `terminals that print links get none, unless they are asked for`(terminal: String) {
        #expect(!Self.isOn(terminal))
        #expect(Self.isOn(terminal, [:], .always))
    }

    @Test(arguments: [
        ("3.4", true), ("3.5a", true), ("4.0", true), ("next-3.6", true), ("3.3a", false),
        ("3.2", false), ("2.9", false), ("", false), ("3", false),
    ])
    func `tmux gets links from 3.4 on`(version: String, isOn: Bool) {
        let environment = [
            "TMUX": "/tmp/tmux-0/default,1,0", "TERM_PROGRAM": "tmux",
            "TERM_PROGRAM_VERSION": version,
        ]
        for terminal in ["tmux-256color", "screen-256color", "xterm-256color"] {
            #expect(Self.isOn(terminal, environment) == isOn)
            #expect(!Self.isOn(terminal, ["TMUX": "/tmp/tmux-0/default,1,0"]))
        }
    }

    @Test func `nothing but visible ASCII of the web is an address`() {
        #expect(LinkAddress("https://example.com/?a=b%20c") != nil)
        let long = "https://example.com/" + String(repeating: "x", count: 2000)
        for text in [
            "", "http:/", "javascript:alert(1)", "file:///etc/passwd", " https://a", long,
            "https://a/\u{1B}\\", "https://a/\u{07}", "https://a/b c", "https://a/\u{9C}",
            "https://a/\u{7F}", "https://a/ü", "https://a/\n",
        ] {
            #expect(LinkAddress(text) == nil, "\(text.debugDescription)")
        }
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<2000 {
            let scalars = (0..<8).compactMap { _ in
                Unicode.Scalar(UInt32.random(in: 0...0x2FF, using: &generator))
            }
            var text = "https://example.com/"
            text.unicodeScalars.append(contentsOf: scalars)
            let isPlain = scalars.allSatisfy { (0x21...0x7E).contains($0.value) }
            #expect((LinkAddress(text) != nil) == isPlain, "seed \(seed)")
        }
    }

    private static func canvas(_ text: String, row: Int = 1, link: String?) -> Canvas {
        var canvas = Canvas(rows: 5, columns: 40)
        canvas.put(
            SafeText(sanitizing: text),
            row: row,
            column: 3,
            style: Style(.accent),
            link: link.flatMap { LinkAddress($0) }
        )
        return canvas
    }

    private static func bytes(_ canvas: Canvas, after old: Canvas? = nil) -> String {
        LinkSequence(theme: Theme(.mono, depth: .mono), isUTF8: true).bytes(
            of: canvas,
            after: old,
            size: canvas.size,
            cursor: CanvasPoint(row: 4, column: 7)
        )
    }

    @Test func `a link is its text once more, with the address around it, and the cursor back`() {
        let canvas = Self.canvas("here", link: "https://a.example")
        #expect(
            Self.bytes(canvas)
                == "\u{1B}[2;4H\u{1B}]8;;https://a.example\u{1B}\\\u{1B}[0;4mhere\u{1B}]8;;\u{1B}\\\u{1B}[m\u{1B}[5;8H"
        )
        #expect(Self.bytes(Self.canvas("here", link: nil)) == "")
    }

    @Test func `a link that is there already costs nothing`() {
        let canvas = Self.canvas("here", link: "https://a.example")
        var other = canvas
        other.put("more", row: 3)
        #expect(Self.bytes(other, after: canvas) == "")
        for changed in [
            Self.canvas("here", link: "https://b.example"),
            Self.canvas("hers", link: "https://a.example"),
            Self.canvas("here", row: 2, link: "https://a.example"),
        ] {
            #expect(Self.bytes(changed, after: canvas) != "")
        }
        #expect(Self.bytes(canvas, after: Self.canvas("here", link: nil)) != "")
    }

    @Test func `what is drawn over a link is no part of it`() {
        var canvas = Self.canvas("abcdef", link: "https://a.example")
        canvas.put("XY", row: 1, column: 5)
        let bytes = Self.bytes(canvas)
        #expect(bytes.contains("mab\u{1B}]8") && bytes.contains("mef\u{1B}]8"))
        #expect(!bytes.contains("X"))
        canvas.put("over all", row: 1, column: 2)
        #expect(Self.bytes(canvas) == "")
    }

    @Test func `links are links of the theme's colours`() {
        for (look, rendition) in [
            (Look(), "\u{1B}[0m"), (Self.look(4), "\u{1B}[0;34m"), (Self.look(12), "\u{1B}[0;94m"),
            (Self.look(75), "\u{1B}[0;38;5;75m"),
        ] {
            #expect(look.rendition == rendition)
        }
    }

    private static func look(_ color: Int) -> Look {
        var look = Look()
        look.foreground = color
        return look
    }

    /// What is wrong with the links on the screen of the probe; nil for nothing.
    private static func mistake(_ screen: EmulatedScreen, links: Int, target: Int) -> String? {
        for row in 2..<screen.rows - 1 {
            let linked = screen.cells[row].filter { !$0.link.isEmpty }
            let words = screen.line(row).split(separator: " ")
            guard let number = words.compactMap({ Int($0) }).first else { return "no row \(row)" }
            let address = "https://example.com/\(number)"
            let isLink = links == 1 && number % 3 != 1
            let text = linked.map(\.text).joined()
            guard text == (isLink ? address + " 日本" : "") else { return "row \(row): \(text)" }
            guard Set(linked.map(\.link)) == (isLink ? ["\(address)?\(target)"] : []) else {
                return "row \(row) leads to \(linked.first?.link ?? "")"
            }
        }
        return screen.cells[screen.rows - 1].contains { !$0.link.isEmpty } ? "last row" : nil
    }

    /// Scrolled, redrawn and changed in any order, each cell leads where its text says, or nowhere.
    @Test(arguments: ["xterm-256color", "alacritty", "rxvt-unicode-256color"])
    func `no cell keeps a link that is not its own`(terminal: String) async throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SeededGenerator(seed: seed)
        try await probe(environment: ["TERM": terminal]) { terminal in
            var (links, target) = (0, 0)
            for step in 1...120 {
                let key =
                    step == 1
                    ? "l"
                    : ["J", "J", "K", "l", "i", "j", "k", "r"].randomElement(using: &generator)
                guard let key else { break }
                terminal.type(key)
                if "jkr".contains(key) { continue }
                if key == "J", links == 0 { continue }
                if key == "l" { links = (links + 1) % 3 }
                if key == "i" { target += 1 }
                let (links, target) = (links, target)
                try await terminal.wait("links after \(step) keys, the last \(key), seed \(seed)") {
                    Self.mistake($0, links: links, target: target) == nil
                }
            }
            terminal.type("q")
        }
    }

    @Test(arguments: [
        ["TERM": "linux"], ["TERM": "vt100"], ["TERM": "screen-256color"],
        ["TERM": "tmux-256color"],
        [
            "TERM": "xterm-256color", "TMUX": "/tmp/x,1,0", "TERM_PROGRAM": "tmux",
            "TERM_PROGRAM_VERSION": "3.3a",
        ],
    ])
    func `terminals without links get no byte of them`(environment: [String: String]) async throws {
        try await probe(environment: environment) { terminal in
            terminal.type("l")
            try await terminal.wait(for: "https://example.com/3")
            terminal.type("JJiK")
            try await terminal.wait(for: "step 5.")
            #expect(terminal.screen.systemCommands.isEmpty)
            terminal.type("q")
        }
    }
}
