import TestSupport
import Testing
@testable import TraceModel

struct StringInternerTests {
    @Test func `equal strings have equal indexes, and the empty one is zero`() {
        var interner = StringInterner()
        let first = interner.intern("name")
        #expect(interner.intern("") == 0)
        #expect(interner.intern("nam") != first)
        #expect(interner.intern("name") == first)
        #expect(interner.count == 3)
        #expect(interner.text(at: first) == "name")
    }

    @Test func `strings that look alike but differ in bytes are kept apart`() {
        var interner = StringInterner()
        let composed = interner.intern("é")
        let decomposed = interner.intern("e\u{301}")
        #expect(composed != decomposed)
        #expect(interner.finish().firstIndex(of: "e\u{301}") == decomposed)
    }

    @Test(arguments: 0..<4 as Range<UInt64>)
    func `a table finds every string again, however it grew`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var interner = StringInterner()
        var known: [String: StringIndex] = [:]
        for _ in 0..<3000 {
            let length = Int.random(in: 0...40, using: &generator)
            let text = String(
                (0..<length).map { _ in "ab\u{0}é".randomElement(using: &generator)! }
            )
            let index = interner.intern(text)
            #expect(known[text, default: index] == index)
            known[text] = index
        }
        let table = interner.finish()
        #expect(table.count == Set(known.keys).union([""]).count)
        for (text, index) in known { #expect(Array(table[index].utf8) == Array(text.utf8)) }
    }

    @Test func `bytes that are no text are kept, and shown repaired`() {
        var interner = StringInterner()
        let index = [UInt8]([0xFF, 0x41]).withUnsafeBufferPointer { interner.intern($0) }
        let table = interner.snapshot()
        #expect(table.bytes(at: index) == [0xFF, 0x41])
        #expect(table[index] == "\u{FFFD}A")
        #expect(table.length(of: index) == 2)
    }

    @Test func `the arena has all strings end to end`() {
        var interner = StringInterner()
        for text in ["ab", "c", "def"] { _ = interner.intern(text) }
        var table = interner.finish()
        table.withArenas { arena, ends, first in
            #expect(String(decoding: arena, as: UTF8.self) == "abcdef")
            #expect(ends == [0, 2, 3, 6])
            #expect(first == 0)
        }
        for text in ["gh", "", "i"] {
            var more = StringArena()
            more.append(text.utf8)
            table = table.appending(more)
        }
        #expect(
            (0..<StringIndex(table.count)).map { table[$0] } == [
                "", "ab", "c", "def", "gh", "", "i",
            ]
        )
        #expect(table.length(of: 4) == 2)
        var texts: [Int: String] = [:]
        table.withArenas { arena, ends, first in
            for string in 1..<ends.count {
                let text = arena[ends[string - 1]..<ends[string]]
                texts[first + string] = String(decoding: text, as: UTF8.self)
            }
        }
        #expect(texts == [1: "ab", 2: "c", 3: "def", 4: "gh", 5: "", 6: "i"])
    }
}
