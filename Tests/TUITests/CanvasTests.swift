import TerminalText
import Testing

@testable import TUI

@Suite struct CanvasTests {
    @Test func `text is clipped at every edge`() {
        var canvas = Canvas(rows: 2, columns: 6)
        #expect(canvas.put("abcdef", row: 0, column: -2) == 4)
        #expect(canvas.put("abcdef", row: 1, column: 4) == 10)
        canvas.put("nowhere", row: 2)
        canvas.put("nowhere", row: -1)
        canvas.put("xyz", row: 1, column: 0, maxColumns: 2)
        #expect(canvas.textPlane == "cdef\nxy  ab\n")
    }

    @Test func `a wide character is blank where only half of it would be seen`() {
        var canvas = Canvas(rows: 3, columns: 3)
        canvas.put("日本", row: 0, column: 0)
        canvas.put("日本", row: 1, column: -1)
        canvas.put("日", row: 2, column: 0)
        canvas.put("x", row: 2, column: 1)
        #expect(canvas.textPlane == "日\n 本\n x\n")
    }

    @Test func `drawing over half of a wide character clears the other half`() {
        var canvas = Canvas(rows: 1, columns: 6)
        canvas.put("日本語", row: 0)
        canvas.put("--", row: 0, column: 1)
        #expect(canvas.textPlane == " -- 語\n")
        canvas.fill(rows: 0..<1, columns: 5..<6, with: "!")
        #expect(canvas.textPlane == " --  !\n")
    }

    @Test func `a region is a canvas of its own`() {
        var canvas = Canvas(rows: 4, columns: 10)
        canvas.region(rows: 1..<3, columns: 2..<6) { part in
            #expect(part.size == CanvasSize(rows: 2, columns: 4))
            part.put("abcdefgh", row: 0)
            part.put("out", row: 2)
            part.region(rows: 1..<9, columns: 1..<9) { inner in
                inner.put("日本", row: 0)
                inner.cursor = CanvasPoint(row: 0, column: 1)
            }
        }
        #expect(canvas.textPlane == "\n  abcd\n   日\n\n")
        #expect(canvas.cursor == CanvasPoint(row: 2, column: 4))
        #expect(canvas.size == CanvasSize(rows: 4, columns: 10))
    }

    @Test func `replaced parts look like a warning`() {
        var canvas = Canvas(rows: 1, columns: 12)
        canvas.put(SafeText(sanitizing: "a\u{1B}[1m"), row: 0, style: Style(.text, bold: true))
        #expect(
            canvas.stylePlane == """
                tht t t
                """.replacing(" ", with: "") + "\nt text bold\nh hostile bold\nno cursor\n"
        )
    }

    @Test func `equal pictures are equal, whoever drew them`() {
        var left = Canvas(rows: 2, columns: 5)
        var right = Canvas(rows: 2, columns: 5)
        left.put("ab", row: 1)
        right.region(rows: 1..<2, columns: 0..<5) { $0.put("ab", row: 0) }
        #expect(left == right)
        right.put("a", row: 1, style: Style(.text, underline: true))
        #expect(left != right)
        #expect(left.textPlane == right.textPlane)
    }

    @Test func `every style survives its code`() {
        for role in Role.all {
            for bits in 0..<16 {
                let style = Style(
                    role,
                    bold: bits & 1 != 0,
                    dim: bits & 2 != 0,
                    underline: bits & 4 != 0,
                    reverse: bits & 8 != 0
                )
                #expect(Style(code: style.code) == style)
            }
        }
    }

    @Test func `a service has one colour for ever`() {
        #expect(Role.service(named: "checkout") == Role.service(named: "checkout"))
        let used = Set(["a", "b", "c", "frontend", "cart", "payment"].map(Role.service(named:)))
        #expect(used.count > 2)
    }

    @Test func `a canvas without cells takes everything and shows nothing`() {
        var canvas = Canvas(rows: 0, columns: -3)
        canvas.put("abc", row: 0)
        canvas.fill(rows: 0..<5, columns: 0..<5)
        canvas.titledLine("title", row: 0, glyphs: .unicode)
        canvas.cursor = CanvasPoint(row: 7, column: 7)
        #expect(canvas.textPlane.isEmpty)
    }
}
