import PlainText
import TerminalText
import TraceModel

/// The details of a span as lines of text: for `spoor span`, which has every part open, and for the pager.
package struct SpanDetailsText {
    private let state: SpanDetails
    private let style: Lettering
    /// Columns of the terminal that lines are cut and wrapped to; nil for none.
    private let columns: Int?

    private static let widestKey = 32

    package init(_ state: SpanDetails, _ style: Lettering, columns: Int?) {
        self.state = state
        self.style = style
        self.columns = columns
    }

    package var lines: [String] {
        var lines = [
            cut(title).string, cut(style.words(state.times)).string,
        ]
        for row in state.rows { lines += self.lines(row) }
        return lines
    }

    private func cut(_ line: SafeText) -> SafeText {
        columns.map { line.prefix(columns: $0, glyphs: style.glyphs) } ?? line
    }

    private var title: SafeText {
        let tag = state.tag
        return style.text(state.title) + (tag.isEmpty ? "" : style.words(" · " + tag))
    }

    private func lines(_ row: SpanRow) -> [String] {
        switch row {
        case .heading(let section, let title, let count, let note, _):
            return heading(section, title, count, note)
        case .attribute(let attribute, let depth):
            return entry(attribute.key, JSONText.plain(attribute.value), indent: 2 + depth * 2)
        case .field(let name, let value, _): return entry(name, value, indent: 2)
        case .link(let link):
            let words = "\(link.type.jaegerName) span \(link.spanID.hex) of trace "
            return ["  " + style.words(words + link.traceID.jaegerHex).string]
        case .web(let link, let depth):
            let words = link.text == link.url ? link.url : "\(link.text): \(link.url)"
            let blank = String(repeating: " ", count: 4 + depth * 2)
            return [blank + style.words("↗ ").string + style.text(words).string]
        case .warning(let text, let count):
            return entry("warning", text + (count > 1 ? " (\(count) times)" : ""), indent: 2)
        }
    }

    private func heading(
        _ section: SpanSection,
        _ title: String,
        _ count: Int,
        _ note: String
    ) -> [String] {
        if case .event = section { return [cut("  " + style.text(title)).string] }
        let hasCount =
            section != .ids && (count > 0 || section != .scope && section != .conversation)
        let words = hasCount ? "\(title) \(count)" : title
        // The part below repeats what these notes say.
        let note =
            section == .ids || section == .warnings ? "" : String(note.drop { $0 == " " })
        return ["", cut(style.text(note.isEmpty ? words : "\(words)  \(note)")).string]
    }

    /// A key and its value, wrapped on a terminal and line by line as it came elsewhere.
    private func entry(_ key: String, _ value: String, indent: Int) -> [String] {
        let blank = String(repeating: " ", count: indent)
        let head = style.text(key).padded(to: Self.widestKey - indent)
        let valueColumn = indent + head.width + 1
        let room = columns.map { $0 - valueColumn }
        let lines = valueLines(value, room: room.map { max($0, WrappedText.fewestColumns) })
        let rest = String(repeating: " ", count: valueColumn)
        return lines.enumerated().map { index, line in
            ((index == 0 ? blank + head.string + " " : rest) + line.string).trimmingEnd
        }
    }

    private func valueLines(_ value: String, room: Int?) -> [SafeText] {
        if let room {
            var wrapped = WrappedText(value, columns: room, glyphs: style.glyphs)
            return wrapped.lines(0..<Int.max)
        }
        return value.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map { style.text(String($0)) }
    }
}
