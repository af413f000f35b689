/// Builds a page for man(7).
struct Roff {
    private var lines: [String] = []

    var result: String { lines.joined(separator: "\n") + "\n" }

    /// A line as it is: a request.
    mutating func line(_ request: String) { lines.append(request) }

    mutating func text(_ text: String) { lines.append(Self.escaped(text)) }

    mutating func section(_ title: String) { lines.append(".SH \(Self.escaped(title))") }

    mutating func paragraph(_ text: String) { lines += [".PP", Self.escaped(text)] }

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
            default: escaped.append(character)
            }
        }
        return escaped.hasPrefix(".") ? "\\&" + escaped : escaped
    }
}
