import Explorer
import PlainText
import TerminalText
import TraceModel

extension SpanPane {
    /// Longer values are read whole on a screen of their own.
    private static var longest: Int { 300 }

    /// The details of a span in words, one fact each.
    func lines(_ screen: SpanState) -> ScreenLines {
        let details = screen.details
        let facts = [details.tag, details.times].filter { !$0.isEmpty }.joined(separator: " · ")
        return ScreenLines(
            title: "Span: \(details.title)",
            facts: [SpokenSigns.sentence(facts)].filter { !$0.isEmpty },
            rowCount: details.lineCount,
            selected: details.cursor.selected,
            noun: details.lineCount > details.rows.count ? "lines" : "facts"
        ) { line in
            let place = details.place(ofLine: line)
            let row = details.rows[place.row]
            guard let part = details.text(ofLine: line)?.string else { return spoken(row) }
            return place.part == 0 ? pair(row.text?.key ?? "", part) : part
        }
    }

    private func spoken(_ row: SpanRow) -> String {
        switch row {
        case .heading(_, let title, let count, let note, let isOpen):
            let words = [title + (count > 0 ? " \(count)" : ""), note, isOpen ? "" : "folded"]
            return words.filter { !$0.isEmpty }.joined(separator: ", ")
        case .attribute(let attribute, _):
            return pair(attribute.key, JSONText.plain(attribute.value))
        case .field(let name, let value, _): return pair(name, value)
        case .link(let link):
            let kind = link.type == .childOf ? "child of" : "follows from"
            return "link, \(kind) trace \(link.traceID.jaegerHex) span \(link.spanID.hex)"
        case .web(let link, _): return pair("link to \(link.text)", link.url)
        case .warning(let text, let count):
            return "warning: \(text)" + (count > 1 ? ", \(count) times" : "")
        }
    }

    private func pair(_ key: String, _ value: String) -> String {
        guard value.count > Self.longest else { return "\(key): \(value)" }
        let size = CountText.bytes(value.utf8.count)
        return "\(key): \(value.prefix(Self.longest))... (\(size), open reads it whole)"
    }
}
