import PlainText
import TerminalText
import TraceModel

/// Where the texts of rows stand on the screen.
extension SpanRow {
    /// What stands before the text, if anything, and the text that may be longer than the screen is wide; nil for headings.
    package var text: (key: String, value: String)? {
        switch self {
        case .heading: nil
        case .attribute(let attribute, _): (attribute.key, JSONText.plain(attribute.value))
        case .field(let name, let value, _): (name, value)
        case .link(let link):
            (
                link.type == .childOf ? "child of" : "follows from",
                "trace \(link.traceID.jaegerHex) span \(link.spanID.hex)"
            )
        case .web(let link, _):
            ("", link.text == link.url ? link.url : "\(link.text)  \(link.url)")
        case .warning(let text, let count): (count > 1 ? "\(count)×" : "", text)
        }
    }

    /// The text over lines, by what it is; nil where there is nothing to lay out.
    var laidOut: String? {
        // The parts of an address are for who opens it.
        guard case .attribute(let attribute, _) = self, let text, WebLink(text.value) == nil
        else { return nil }
        return ValueLayout.layOut(text.value, key: attribute.key)
    }

    /// More bytes than the widest line shows.
    private static let longestLine = 8192

    /// What stands for the text on one line, where its beginning says little: the first own frame of a stack trace, and headers without
    /// the signs of JSON; with whether it is less than the text.
    package var brief: (text: String, isPart: Bool)? {
        guard case .attribute(let attribute, _) = self, let text else { return nil }
        if let trace = StackTrace(text.value, key: attribute.key) {
            guard let frame = trace.ownFrame else { return nil }
            return ("\(frame)  frame \(trace.ownPlace) of \(trace.frameCount)", true)
        }
        guard text.value.utf8.count <= Self.longestLine else { return nil }
        let headers = HeaderLayout.lines(text.value, key: attribute.key)
        return headers.map { ($0.joined(separator: ", "), false) }
    }

    /// The column in which the text begins.
    package func textColumn(keyWidth: Int) -> Int {
        switch self {
        case .heading: 0
        case .attribute(_, let depth): 4 + depth * 2 + max(4, keyWidth - depth * 2) + 2
        case .field(_, _, let depth): 2 + depth * 2 + max(4, keyWidth + 2 - depth * 2) + 2
        case .link: 4 + (text?.key.count ?? 0) + 2
        case .web(_, let depth): 8 + depth * 2
        case .warning: 4 + (text.map { $0.key.isEmpty ? 0 : $0.key.count + 1 } ?? 0)
        }
    }

    /// The width of the column of keys: that of the longest of `rows`, up to two fifths of the screen.
    package static func keyWidth(of rows: some Sequence<SpanRow>, columns: Int) -> Int {
        let widths = rows.map { row -> Int in
            switch row {
            case .attribute(let attribute, let depth):
                SafeText(sanitizing: attribute.key, columns: 80).width + depth * 2
            case .field(let name, _, let depth): name.count + depth * 2 - 2
            case .heading, .link, .web, .warning: 0
            }
        }
        return max(8, min(widths.max() ?? 0, columns * 2 / 5))
    }
}
