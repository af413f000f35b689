/// Builds a page for man(7).
struct Roff {
    private var lines: [String] = []
    /// Before escaping, so that most lines of the source stay below 80 bytes, as mandoc asks.
    private static let lineWidth = 68

    var result: String { lines.joined(separator: "\n") + "\n" }

    /// A line as it is: a request.
    mutating func line(_ request: String) { lines.append(request) }

    /// A sentence or more, over as many lines as it needs.
    mutating func text(_ text: String) {
        lines += Paragraph.lines(text, width: Self.lineWidth).map(Self.escaped)
    }

    mutating func section(_ title: String) { lines.append(".SH \(Self.escaped(title))") }

    mutating func paragraph(_ text: String) {
        lines.append(".PP")
        self.text(text)
    }

    /// Begins an entry; its meaning follows as text.
    mutating func definition(_ term: String) {
        lines += [".TP", "\\fB" + Self.escaped(term) + "\\fR"]
    }

    /// Text that keeps its lines.
    mutating func example(_ text: String) {
        lines += [".PP", ".nf", ".RS"]
        lines += text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { Self.escaped(String($0)) }
        lines += [".RE", ".fi"]
    }

    /// `text` so that roff prints it as it is: backslashes, minus signs, quotes, and no request at a
    /// line's beginning.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "\\": escaped += "\\e"
            case "-": escaped += "\\-"
            case "'": escaped += "\\(aq"
            case "`": escaped += "\\(ga"
            case "…": escaped += "..."
            case "\"": escaped += "\\(dq"
            case _ where character.isASCII: escaped.append(character)
            default:
                // Read the same by groff and mandoc, whatever the file's encoding is taken for.
                for scalar in character.unicodeScalars {
                    let digits = String(scalar.value, radix: 16, uppercase: true)
                    let zeros = String(repeating: "0", count: max(0, 4 - digits.count))
                    escaped += "\\[u\(zeros)\(digits)]"
                }
            }
        }
        return escaped.hasPrefix(".") || escaped.hasPrefix("\\(aq") ? "\\&" + escaped : escaped
    }
}
