import TUI
import Testing

@Suite struct TerminalKeyDecoderTests {
    /// What the bytes mean when nothing follows them.
    private func events(_ text: String) -> [TerminalEvent] {
        var decoder = KeyDecoder()
        return text.utf8.flatMap { decoder.take(.byte($0)) } + decoder.flush()
    }

    private func keys(_ keys: Key...) -> [TerminalEvent] { keys.map { .key($0) } }

    @Test func `letters, controls and their aliases are keys`() {
        #expect(
            events("aé日👍")
                == keys(.character("a"), .character("é"), .character("日"), .character("👍"))
        )
        #expect(events("\r\n\t\u{8}\u{7F}") == keys(.enter, .enter, .tab, .backspace, .backspace))
        #expect(
            events("\0\u{1}\u{1A}\u{1C}\u{1F}")
                == keys(.ctrl(" "), .ctrl("a"), .ctrl("z"), .ctrl("\\"), .ctrl("_"))
        )
    }

    @Test func `Esc is a key when nothing follows, and before a key`() {
        #expect(events("\u{1B}") == keys(.escape))
        #expect(events("\u{1B}\u{1B}") == keys(.escape, .escape))
        #expect(events("\u{1B}q") == keys(.escape, .character("q")))
        #expect(events("\u{1B}[") == keys(.escape, .character("[")))
        #expect(events("\u{1B}O") == keys(.escape, .character("O")))
    }

    @Test func `a sequence that nobody described is no Esc and no letters`() {
        #expect(events("\u{1B}[1;5Cx") == keys(.character("x")))
        #expect(events("\u{1B}[?62;c\u{1B}Ojx") == keys(.character("x")))
        #expect(events("\u{1B}[<0;10;20M").isEmpty)
    }

    @Test func `a sequence without end becomes keys again`() {
        let long = "\u{1B}[" + String(repeating: "1", count: 100) + "x"
        #expect(events(long).first == .key(.escape))
        #expect(events(long).last == .key(.character("x")))
    }

    @Test func `UTF-8 may come in pieces and may be broken`() {
        var decoder = KeyDecoder()
        #expect(decoder.take(.byte(0xE6)).isEmpty)
        #expect(decoder.flush().isEmpty)
        #expect(decoder.take(.byte(0x97)).isEmpty)
        #expect(decoder.take(.byte(0xA5)) == keys(.character("日")))
        #expect(decoder.take(.byte(0xE6)).isEmpty)
        #expect(decoder.take(.byte(0x61)) == keys(.character("a")))
        #expect(decoder.take(.byte(0xBF)).isEmpty)
        #expect(decoder.take(.byte(0xC3)).isEmpty)
        #expect(decoder.take(.byte(0xA9)) == keys(.character("é")))
    }

    @Test func `a paste is one event, whatever it holds`() {
        var decoder = KeyDecoder()
        #expect(decoder.take(.pasteBegin).isEmpty)
        for byte in "rm -rf /\r\n\u{1B}q\u{1A}日\r".utf8 {
            #expect(decoder.take(.byte(byte)).isEmpty)
        }
        #expect(decoder.take(.key(.up)).isEmpty)
        #expect(decoder.flush().isEmpty)
        #expect(decoder.isPasting)
        #expect(
            decoder.take(.pasteEnd) == [.paste(Paste(text: "rm -rf /\n\u{1B}q\u{1A}日\n"))]
        )
        #expect(decoder.take(.byte(0x71)) == keys(.character("q")))
    }

    @Test func `a paste is bounded and says what it left out`() {
        var decoder = KeyDecoder()
        _ = decoder.take(.pasteBegin)
        for _ in 0..<(Paste.longest + 7) { _ = decoder.take(.byte(0x78)) }
        guard case .paste(let paste) = decoder.take(.pasteEnd).first else {
            Issue.record("no paste")
            return
        }
        #expect(paste.text.utf8.count == Paste.longest)
        #expect(paste.bytesLeftOut == 7)
        _ = decoder.take(.pasteBegin)
        #expect(decoder.finishPaste() == [.paste(Paste(text: ""))])
    }

    @Test func `sequences that ncurses knows are keys or nothing`() {
        var decoder = KeyDecoder()
        #expect(decoder.take(.key(.function(5))) == keys(.function(5)))
        #expect(decoder.take(.key(nil)).isEmpty)
        _ = decoder.take(.byte(0x1B))
        #expect(decoder.take(.key(.up)) == keys(.escape, .up))
        #expect(decoder.take(.pasteEnd).isEmpty)
    }

    @Test func `unknown terminals are taken for ones that every server knows`() {
        func candidates(_ name: String) -> [String] {
            TerminalName(environment: ["TERM": name]).candidates
        }
        #expect(
            candidates("xterm-ghostty") == ["xterm-ghostty", "xterm-256color", "xterm", "vt100"]
        )
        #expect(candidates("xterm") == ["xterm", "xterm-256color", "vt100"])
        #expect(candidates("dumb") == ["dumb"])
        #expect(TerminalName(environment: [:]).candidates == ["xterm-256color", "xterm", "vt100"])
        let note = TerminalName(environment: ["TERM": "foo"]).explanation(using: "xterm")
        #expect(
            note.contains("\"foo\"") && note.contains("infocmp -x foo | ssh THIS-HOST tic -x -")
        )
    }
}
