import TUI
import TestSupport
import Testing

@Suite struct TerminalKeyDecoderTests {
    /// What the decoder makes of bytes, of which nothing follows yet.
    private func feed(_ decoder: inout KeyDecoder, _ text: String) -> [TerminalEvent] {
        var events: [TerminalEvent] = []
        for byte in text.utf8 { events += decoder.take(.byte(byte)) }
        return events
    }

    /// What the bytes mean when nothing follows them.
    private func events(_ text: String) -> [TerminalEvent] {
        var decoder = KeyDecoder()
        return text.utf8.flatMap { decoder.take(.byte($0)) } + decoder.flush() + decoder.giveUp()
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
        #expect(events("\u{1B}[?62;cx") == keys(.character("x")))
        #expect(events("\u{1B}[<0;10;20M").isEmpty)
    }

    @Test func `a sequence without end is dropped when its rest does not come`() {
        var decoder = KeyDecoder()
        for byte in "\u{1B}[?62;".utf8 { #expect(decoder.take(.byte(byte)).isEmpty) }
        #expect(decoder.flush().isEmpty)
        #expect(decoder.patience == .seconds(5))
        #expect(decoder.giveUp().isEmpty)
        #expect(decoder.patience == nil)
        #expect(decoder.take(.byte(0x61)) == keys(.character("a")))
    }

    @Test func `Esc, a bracket or O and a key that came together are three keys`() {
        #expect(events("\u{1B}[j") == keys(.escape, .character("["), .character("j")))
        #expect(events("\u{1B}Oj") == keys(.escape, .character("O"), .character("j")))
        #expect(events("\u{1B}O\r") == keys(.escape, .character("O"), .enter))
        #expect(events("\u{1B}[\u{03}") == keys(.escape, .character("["), .ctrl("c")))
        #expect(events("\u{1B}]q") == keys(.escape, .character("]"), .character("q")))
        #expect(events("\u{1B}X") == keys(.escape, .character("X")))
        // Those of a keypad are sequences.
        #expect(events("\u{1B}Oq\u{1B}OM") == keys(.character("1"), .enter))
    }

    @Test func `keys that came in pieces are put together`() {
        var decoder = KeyDecoder()
        for byte in "\u{1B}[".utf8 { _ = decoder.take(.byte(byte)) }
        #expect(decoder.flush().isEmpty)
        #expect(decoder.take(.byte(UInt8(ascii: "A"))) == keys(.up))
        for byte in "\u{1B}[5".utf8 { _ = decoder.take(.byte(byte)) }
        #expect(decoder.flush().isEmpty)
        #expect(decoder.take(.byte(UInt8(ascii: "~"))) == keys(.pageUp))
    }

    @Test func `a string of the terminal that stays open is given up, and controls end it`() {
        var decoder = KeyDecoder()
        for byte in "\u{1B}]52;c;QQQQ".utf8 { #expect(decoder.take(.byte(byte)).isEmpty) }
        #expect(decoder.flush().isEmpty)
        #expect(decoder.take(.byte(0x03)) == keys(.ctrl("c")))
        for byte in "\u{1B}P1$r".utf8 { _ = decoder.take(.byte(byte)) }
        #expect(decoder.take(.key(.up)) == keys(.up))
        for byte in "\u{1B}_Gi=1".utf8 { _ = decoder.take(.byte(byte)) }
        #expect(decoder.giveUp().isEmpty)
        #expect(decoder.take(.byte(0x71)) == keys(.character("q")))
    }

    @Test func `no answer of a terminal ends in keys, wherever it is cut`() {
        var random = SeededGenerator(seed: 0xA115)
        let introducers = ["]1", "P1", "P>", "_G", "^a", "Xa"]
        for _ in 0..<500 {
            let body = String(
                (0..<Int.random(in: 0...40, using: &random)).map { _ in
                    Character(Unicode.Scalar(UInt8.random(in: 0x20...0x7E, using: &random)))
                }
            )
            let end = Bool.random(using: &random) ? "\u{07}" : "\u{1B}\\"
            let answer = "\u{1B}" + (introducers.randomElement(using: &random) ?? "") + body + end
            var decoder = KeyDecoder()
            var events: [TerminalEvent] = []
            for (index, byte) in answer.utf8.enumerated() {
                events += decoder.take(.byte(byte))
                if index > 0, Bool.random(using: &random) { events += decoder.flush() }
            }
            events += decoder.flush() + decoder.giveUp()
            #expect(events.isEmpty, "\(answer.debugDescription), seed \(random.seed)")
        }
    }

    @Test func `the rest of an answer whose ESC came alone is swallowed`() {
        for rest in ["]11;rgb:00/00/00\u{07}", "[?62;22c", "P1$r0m\u{1B}\\", "_Gi=1;OK\u{1B}\\"] {
            var decoder = KeyDecoder()
            #expect(decoder.take(.byte(0x1B)) + decoder.flush() == keys(.escape))
            let events = feed(&decoder, rest) + decoder.flush()
            #expect(events.isEmpty, "\(rest)")
        }
        // Typed after Esc one by one they are keys, at once.
        var decoder = KeyDecoder()
        _ = decoder.take(.byte(0x1B))
        _ = decoder.flush()
        #expect(decoder.take(.byte(0x5D)) + decoder.flush() == keys(.character("]")))
        #expect(decoder.take(.byte(0x31)) + decoder.flush() == keys(.character("1")))
    }

    @Test func `the terminal's word that all is drawn is no key, in a paste either`() {
        #expect(events("\u{1B}[0n") == [.answered])
        var decoder = KeyDecoder()
        _ = decoder.take(.pasteBegin)
        #expect(feed(&decoder, "ab\u{1B}[0ncd") == [.answered])
        #expect(decoder.take(.pasteEnd) == [.paste(Paste(text: "abcd"))])
    }

    @Test func `a paste whose end does not come is cut off, and its rest is no keys`() {
        var decoder = KeyDecoder()
        _ = decoder.take(.pasteBegin)
        for byte in "jjj".utf8 { _ = decoder.take(.byte(byte)) }
        #expect(decoder.patience == .seconds(10))
        #expect(decoder.giveUp() == [.paste(Paste(text: "jjj", isCutOff: true))])
        for byte in "Qq\r".utf8 { #expect(decoder.take(.byte(byte)).isEmpty) }
        #expect(decoder.take(.pasteEnd).isEmpty)
        #expect(decoder.take(.byte(0x6A)) == keys(.character("j")))
        // Esc and Ctrl-C end the wait, as does the end in pieces.
        _ = decoder.take(.pasteBegin)
        _ = decoder.giveUp()
        #expect(decoder.take(.byte(0x03)) == keys(.ctrl("c")))
        _ = decoder.take(.pasteBegin)
        _ = decoder.giveUp()
        #expect(feed(&decoder, "Q\u{1B}[201~").isEmpty)
        #expect(decoder.take(.byte(0x6A)) == keys(.character("j")))
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
        #expect(decoder.take(.pasteEnd) == [.paste(Paste(text: ""))])
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
