import Foundation
import TUI
import Testing

@Suite struct TerminalClipboardTests {
    @Test(arguments: ["", "a", "ab", "abc", "日本語 \u{1B}[m"])
    func `text is sent in base64`(text: String) throws {
        let sequence = try ClipboardSequence.make(text, environment: ["TERM": "xterm-256color"])
        #expect(sequence == "\u{1B}]52;c;" + Data(text.utf8).base64EncodedString() + "\u{07}")
    }

    @Test func `tmux gets it plainly and to pass on`() throws {
        let sequence = try ClipboardSequence.make(
            "abc",
            environment: ["TERM": "screen-256color", "TMUX": "/tmp/tmux-0/default,1,0"]
        )
        #expect(
            sequence == "\u{1B}]52;c;YWJj\u{07}\u{1B}Ptmux;\u{1B}\u{1B}]52;c;YWJj\u{07}\u{1B}\\"
        )
    }

    @Test func `screen gets it in pieces that it passes on`() throws {
        let text = String(repeating: "x", count: 600)
        let sequence = try ClipboardSequence.make(text, environment: ["TERM": "screen.xterm"])
        let pieces = sequence.components(separatedBy: "\u{1B}\\").dropLast()
        #expect(pieces.allSatisfy { $0.hasPrefix("\u{1B}P") && $0.utf8.count <= 258 })
        #expect(
            pieces.map { $0.dropFirst(2) }.joined() == "\u{1B}]52;c;"
                + Data(text.utf8).base64EncodedString() + "\u{07}"
        )
    }

    @Test func `what no terminal takes is refused with a way out`() {
        let longest = String(repeating: "x", count: ClipboardSequence.longestBase64 / 4 * 3)
        #expect(throws: Never.self) {
            try ClipboardSequence.make(longest, environment: ["TERM": "xterm"])
        }
        #expect(throws: ClipboardSequence.Failure.tooLong(base64Bytes: 74_996)) {
            try ClipboardSequence.make(longest + "xxx", environment: ["TERM": "xterm"])
        }
        for terminal in ["dumb", "linux", "vt100", ""] {
            #expect(throws: ClipboardSequence.Failure.noClipboard(terminal: terminal)) {
                try ClipboardSequence.make("x", environment: ["TERM": terminal])
            }
        }
    }
}
