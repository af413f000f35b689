import Explorer
import PlainText
import TerminalText
import TraceAnalysis
import TraceModel

/// What `spoor span` prints: all that is known of a span, as the Span screen shows it with every part open.
struct SpanDetailsText {
    private let state: SpanDetails
    private let style: OutputStyle

    private static let widestKey = 32

    init(_ prepared: PreparedTrace, node: Int, _ style: OutputStyle) {
        var state = SpanDetails(prepared, node: node)
        state.unfoldAll()
        self.state = state
        self.style = style
    }

    var lines: [String] {
        var lines = [
            style.cut(title).string, style.cut(style.words(state.times)).string,
        ]
        for row in state.rows { lines += self.lines(row) }
        return lines
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
        if case .event = section { return [style.cut("  " + style.text(title)).string] }
        let hasCount = section != .ids && !(section == .scope && count == 0)
        let words = hasCount ? "\(title) \(count)" : title
        // The part below repeats what these notes say.
        let note =
            section == .ids || section == .warnings ? "" : String(note.drop { $0 == " " })
        return ["", style.cut(style.text(note.isEmpty ? words : "\(words)  \(note)")).string]
    }

    /// A key and its value, wrapped on a terminal and line by line as it came elsewhere.
    private func entry(_ key: String, _ value: String, indent: Int) -> [String] {
        let blank = String(repeating: " ", count: indent)
        let head = style.text(key).padded(to: Self.widestKey - indent)
        let valueColumn = indent + head.width + 1
        let room = style.columns.map { $0 - valueColumn }
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
