import Foundation
import Testing

/// What is said to users: whole sentences.
@Suite struct MessageRulesTests {
    /// The text of each call of `names` from its opening bracket to the one that closes it, with file and line.
    private func calls(of names: [String], in file: SourceFile) -> [(line: Int, text: String)] {
        var found: [(Int, String)] = []
        for (number, line) in file.lines.enumerated() {
            for name in names {
                guard let start = line.range(of: name + "(")?.upperBound,
                    !line.contains("func "), !line.hasPrefix("//")
                else { continue }
                let rest = [line[start...]] + file.lines.dropFirst(number + 1).prefix(20)
                found.append((number + 1, Self.untilClosed(rest.joined(separator: "\n"))))
            }
        }
        return found
    }

    private static func untilClosed(_ text: String) -> String {
        var depth = 1
        for index in text.indices {
            if text[index] == "(" { depth += 1 }
            if text[index] == ")" { depth -= 1 }
            if depth == 0 { return String(text[..<index]) }
        }
        return text
    }

    /// String literals that can end the sentence: the last one, and the last one of each branch before a `:` of `? :`.
    private static func endings(_ call: String) -> [String] {
        var literals: [(text: String, after: String)] = []
        var rest = Substring(call)
        while let open = rest.firstIndex(of: "\"") {
            var text = ""
            var depth = 0
            var index = rest.index(after: open)
            while index < rest.endIndex, rest[index] != "\"" || depth > 0 {
                if rest[index] == "\\", rest.index(after: index) < rest.endIndex,
                    rest[rest.index(after: index)] == "("
                {
                    depth += 1
                    index = rest.index(after: index)
                } else if depth > 0, rest[index] == "(" {
                    depth += 1
                } else if depth > 0, rest[index] == ")" {
                    depth -= 1
                    text.append("x")
                    index = rest.index(after: index)
                    continue
                }
                if depth == 0 { text.append(rest[index]) }
                index = rest.index(after: index)
            }
            guard index < rest.endIndex else { break }
            rest = rest[rest.index(after: index)...]
            literals.append((text, String(rest.prefix { $0 != "\"" }).filter { !$0.isWhitespace }))
        }
        return literals.filter {
            !$0.text.isEmpty && !$0.after.hasPrefix("+") && !$0.after.hasPrefix("]")
        }
        .map(\.text)
    }

    @Test func `every message in the explorer ends in a full stop`() throws {
        let files =
            try SourceFile.all(below: "Sources/Explorer") + SourceFile.all(below: "Sources/TUI")
        var count = 0
        for file in files {
            // The conversation in words says sentences that were made elsewhere, with numbers before them.
            if file.path.contains("/Linear/") { continue }
            for call in calls(of: ["say", "tell", "notice"], in: file) {
                for ending in Self.endings(call.text) where ending.contains(" ") {
                    count += 1
                    #expect(
                        ending.hasSuffix(".") || ending.hasSuffix("?") || ending.hasSuffix(":")
                            || ending.hasSuffix("…"),
                        "\(file.path):\(call.line): “\(ending)”"
                    )
                }
            }
        }
        #expect(count > 40, "the calls were found")
    }
}
