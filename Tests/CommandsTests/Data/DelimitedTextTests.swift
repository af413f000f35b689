import Explorer
import TestSupport
import Testing

@testable import Commands

@Suite struct DelimitedTextTests {
    private static let fields: [Field<[String]>] = (0..<3).map { index in
        [Field("a") { .text($0[0]) }, Field("b") { .text($0[1]) }, Field("c") { .text($0[2]) }][
            index
        ]
    }

    @Test func `any text comes back from CSV and TSV`() {
        let seed: UInt64 = 11
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "a", "\"", ",", "\n", "\r", "\r\n", "\t", "\\", "\\n", " ", "注文", "é", "\u{1B}[31m",
            "=1+1", "", "\"\"", "\u{301}",
        ]
        for round in 0..<500 {
            let rows = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                (0..<3).map { _ in
                    (0..<Int.random(in: 0...6, using: &random))
                        .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
                }
            }
            let words: Comment = "seed \(seed), round \(round)"
            let csv = DelimitedText(.comma, Self.fields, isOnTerminal: false)
            let lines = [csv.heading] + rows.map(csv.line)
            #expect(
                Self.readCSV(lines.map { $0 + "\n" }.joined()) == [["a", "b", "c"]] + rows,
                words
            )
            let tsv = DelimitedText(.tab, Self.fields, isOnTerminal: false)
            let text = ([tsv.heading] + rows.map(tsv.line)).map { $0 + "\n" }.joined()
            #expect(Self.readTSV(text) == [["a", "b", "c"]] + rows, words)
        }
    }

    @Test func `only what needs quotes has them`() {
        let csv = DelimitedText(.comma, Self.fields, isOnTerminal: false)
        #expect(
            csv.line(["plain text", "a,b", "say \"a\""]) == "plain text,\"a,b\",\"say \"\"a\"\"\""
        )
    }

    @Test
    func
        `values are raw, unknown ones empty, lists are JSON, and objects of fixed fields have columns`()
    {
        let fields: [Field<Int>] = [
            Field("count") { .integer($0) }, Field("ratio") { .number(Double($0) / 8) },
            Field("none") { _ in .unknown }, Field("gone") { _ in .absent },
            Field("nan") { _ in .number(.nan) }, Field("is") { _ in .flag(true) },
            Field("list") { _ in .texts(["a", "b"]) },
            Field("status", fields: [Field("code") { _ in .text("OK") }]),
        ]
        let csv = DelimitedText(.comma, fields, isOnTerminal: false)
        #expect(csv.heading == "count,ratio,none,gone,nan,is,list,status.code")
        #expect(csv.line(1234) == "1234,154.25,,,,true,\"[\"\"a\"\",\"\"b\"\"]\",OK")
    }

    @Test func `on a terminal nothing acts`() {
        let csv = DelimitedText(.comma, Self.fields, isOnTerminal: true)
        let line = csv.line(["\u{1B}[31mred", "a\nb", "c"])
        #expect(line.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
    }

    /// A reader of RFC 4180 by its grammar, over scalars, as `\r\n` is one character.
    private static func readCSV(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var value = String.UnicodeScalarView()
        var isQuoted = false
        var scalars = Array(text.unicodeScalars)[...]
        while let scalar = scalars.popFirst() {
            switch scalar {
            case "\"" where isQuoted && scalars.first == "\"":
                value.append(scalar)
                scalars.removeFirst()
            case "\"": isQuoted.toggle()
            case "," where !isQuoted, "\n" where !isQuoted:
                row.append(String(value))
                value = String.UnicodeScalarView()
                if scalar == "\n" {
                    rows.append(row)
                    row = []
                }
            default: value.append(scalar)
            }
        }
        return rows
    }

    private static func readTSV(_ text: String) -> [[String]] {
        text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map
        { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map { value in
                var text = String.UnicodeScalarView()
                var rest = value
                while let scalar = rest.popFirst() {
                    guard scalar == "\\", let next = rest.popFirst() else {
                        text.append(scalar)
                        continue
                    }
                    text.append(next == "t" ? "\t" : next == "n" ? "\n" : next == "r" ? "\r" : next)
                }
                return String(text)
            }
        }
    }
}
