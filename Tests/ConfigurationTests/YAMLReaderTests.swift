import Testing
import TestSupport

@testable import Configuration

@Suite struct YAMLReaderTests {
    private func read(_ text: String) throws -> YAMLNode? {
        try YAMLReader.read(Array(text.utf8), file: "c.yaml")
    }

    private func failure(_ text: String) -> String? {
        do {
            _ = try read(text)
            return nil
        } catch { return "\(error)" }
    }

    @Test func `every node knows its line`() throws {
        let root = try #require(try read("# a comment\na: 1\nb:\n  - x\n  - 'y'\n"))
        #expect(
            root
                == YAMLNode(
                    line: 2,
                    content: .mapping([
                        YAMLEntry(
                            key: "a",
                            keyLine: 2,
                            value: YAMLNode(line: 2, content: .scalar("1", isPlain: true))
                        ),
                        YAMLEntry(
                            key: "b",
                            keyLine: 3,
                            value: YAMLNode(
                                line: 4,
                                content: .sequence([
                                    YAMLNode(line: 4, content: .scalar("x", isPlain: true)),
                                    YAMLNode(line: 5, content: .scalar("y", isPlain: false)),
                                ])
                            )
                        ),
                    ])
                )
        )
    }

    @Test(arguments: ["", "   \n", "# only a comment\n"])
    func `a text without a document has no root`(text: String) throws {
        #expect(try read(text) == nil)
    }

    @Test func `a duplicate key names both lines`() {
        #expect(
            failure("theme: dark\nzone: utc\ntheme: light\n")
                == "c.yaml:3: `theme` is set twice, here and on line 1; keep one"
        )
    }

    @Test func `an alias stands for what its anchor named`() throws {
        let root = try #require(try read("a: &x [1, 2]\nb: *x\n"))
        guard case .mapping(let entries) = root.content else {
            Issue.record("expected a mapping")
            return
        }
        #expect(entries[0].value == entries[1].value)
    }

    @Test func `an alias to its own parent ends with a sentence`() {
        #expect(failure("a: &x [*x]\n") == "c.yaml:1: is nested deeper than 64 levels")
    }

    @Test func `aliases of aliases cannot grow without end`() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...8 {
            let items = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(items)]\n"
        }
        #expect(failure(text)?.hasSuffix("holds more than 100000 values") == true)
    }

    @Test func `broken YAML names its line`() {
        #expect(failure("a: 1\nb: [1,\n")?.hasPrefix("c.yaml:3: is not valid YAML: ") == true)
        #expect(failure("a: 1\n\tb: 2\n")?.hasPrefix("c.yaml:2: is not valid YAML: ") == true)
        #expect(failure("a: *nowhere\n")?.hasPrefix("c.yaml:1: is not valid YAML: ") == true)
    }

    @Test func `a second document is refused`() {
        #expect(
            failure("a: 1\n---\nb: 2\n")
                == "c.yaml:3: a second document starts here; write one document a file"
        )
    }

    @Test func `bytes that are not UTF-8 are refused`() {
        #expect(throws: ConfigurationError.self) {
            try YAMLReader.read([0x61, 0x3A, 0x20, 0xFF, 0xFE], file: "c.yaml")
        }
    }

    @Test func `no damage to a file crashes the reader`() throws {
        let seed: UInt64 = 20
        var random = SeededGenerator(seed: seed)
        let text = Array("a: &x {b: [1, 'two', \"three\"], c: *x}\n? k\n: |\n  v\n".utf8)
        for _ in 0..<3_000 {
            var damaged = text
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<damaged.count, using: &random)
                damaged[place] = UInt8.random(in: 0...255, using: &random)
            }
            do {
                let root = try YAMLReader.read(damaged, file: "c.yaml")
                #expect(root.map { $0.line >= 1 } ?? true, "seed \(seed)")
            } catch {
                #expect("\(error)".hasPrefix("c.yaml"), "seed \(seed)")
            }
        }
    }
}
