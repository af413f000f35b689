import Explorer
import PlainText
import TerminalText
import TraceModel

/// A line of the screen: a row, or one of the lines that its text is wrapped over.
struct ShownRow {
    let row: SpanRow
    /// The part of the text that stands on the line; nil where the text is cut to one.
    let part: SafeText?
    let isFirstLine: Bool
    let isSelected: Bool
}

extension SpanPane {
    func paint(_ shown: ShownRow, row: Int, keyWidth: Int, on canvas: inout Canvas) {
        if case .heading(let section, let title, let count, let note, let isOpen) = shown.row {
            return paintHeading(section, title, count, note, isOpen, row: row, on: &canvas)
        }
        let column = shown.row.textColumn(keyWidth: keyWidth)
        if shown.isFirstLine { paintKey(of: shown.row, row: row, before: column, on: &canvas) }
        if let part = shown.part {
            let link = address(of: shown)
            canvas.put(part, row: row, column: column, style: style(of: shown), link: link)
        } else {
            paintText(of: shown, row: row, column: column, on: &canvas)
        }
    }

    private func paintHeading(
        _ section: SpanSection,
        _ title: String,
        _ count: Int,
        _ note: String,
        _ isOpen: Bool,
        row: Int,
        on canvas: inout Canvas
    ) {
        let columns = canvas.size.columns
        var indent = 2
        if case .event = section { indent = 4 }
        var column = canvas.put(
            isOpen ? pen.sign("▾ ", "v ") : pen.sign("▸ ", "> "),
            row: row,
            column: indent,
            style: Style(.accent)
        )
        let style: Style =
            if case .event = section { Style(.text, bold: true) } else {
                Style(.title, bold: true)
            }
        column = canvas.put(
            pen.words(title, columns: columns - column),
            row: row,
            column: column,
            style: style
        )
        if count > 0, indent == 2 {
            column = canvas.put(
                " " + SafeText(count),
                row: row,
                column: column,
                style: Style(.number)
            )
        }
        canvas.put(
            pen.words(note, columns: max(0, columns - column - 2)),
            row: row,
            column: column + 2,
            style: Style(.muted)
        )
    }

    /// What stands before the text, which begins at `end`.
    private func paintKey(of row: SpanRow, row line: Int, before end: Int, on canvas: inout Canvas)
    {
        switch row {
        case .heading: break
        case .attribute(let attribute, let depth):
            let start = 4 + depth * 2
            let key = pen.cell(attribute.key, end - 2 - start)
            canvas.put(key, row: line, column: start, style: Style(.label))
        case .field(let name, _, let depth):
            let start = 2 + depth * 2
            let key = pen.cell(name, end - 2 - start)
            canvas.put(key, row: line, column: start, style: Style(.label))
        case .link:
            let key = pen.words(row.text?.key ?? "")
            canvas.put(key, row: line, column: 4, style: Style(.label))
        case .web:
            canvas.put(pen.sign("↗ ", "> "), row: line, column: end - 2, style: Style(.accent))
        case .warning:
            let times = pen.words(row.text?.key ?? "", columns: 8)
            canvas.put(times, row: line, column: 4, style: Style(.warning, bold: true))
        }
    }

    private func style(of shown: ShownRow) -> Style {
        switch shown.row {
        case .heading: .text
        case .attribute(let attribute, _):
            switch attribute.value {
            case .int, .double, .bool: Style(.number)
            case .bytes, .empty: Style(.muted)
            case .string, .array, .map: .text
            }
        case .field(let name, let value, _):
            Style(name == "status" && value.hasPrefix("ERROR") ? .error : .text)
        case .link, .web: Style(.accent, underline: shown.isSelected)
        case .warning: Style(.warning)
        }
    }

    /// Where a text leads that is an address, or the link of one.
    private func address(of shown: ShownRow) -> LinkAddress? {
        switch shown.row {
        case .web(let link, _): LinkAddress(link.url)
        case .attribute(let attribute, _):
            if case .string(let text) = attribute.value {
                WebLink(text).flatMap { LinkAddress($0.url) }
            } else {
                nil
            }
        case .heading, .field, .link, .warning: nil
        }
    }

    /// The text cut to the line, with its size where it is long.
    private func paintText(of shown: ShownRow, row: Int, column: Int, on canvas: inout Canvas) {
        let room = max(0, canvas.size.columns - column)
        let style = style(of: shown)
        if case .web(let link, _) = shown.row, link.text != link.url {
            let text = pen.text(link.text, columns: room)
            let target = address(of: shown)
            let end = canvas.put(text, row: row, column: column, style: style, link: target) + 2
            let url = pen.text(link.url, columns: max(0, canvas.size.columns - end))
            canvas.put(url, row: row, column: end, style: Style(.muted), link: target)
            return
        }
        let value = shown.row.text?.value ?? ""
        let brief = shown.row.brief
        let line = brief?.text ?? value
        let whole = pen.text(line, columns: room)
        let bytes = value.utf8.count
        let size =
            bytes > 60 && shown.row.isOpenedWhole ? " (\(CountText.bytes(bytes)), Enter)" : ""
        let isCut = brief?.isPart ?? false || line.utf8.count > room && whole.width >= room - 1
        guard isCut, room > size.count + 8 else {
            canvas.put(whole, row: row, column: column, style: style, link: address(of: shown))
            return
        }
        let cut = pen.text(line, columns: room - size.count)
        let link = address(of: shown)
        let end = canvas.put(cut, row: row, column: column, style: style, link: link)
        canvas.put(pen.text(size), row: row, column: end, style: Style(.muted))
    }
}

extension SpanRow {
    /// Whether Enter shows the text whole.
    fileprivate var isOpenedWhole: Bool {
        switch self {
        case .attribute, .field: true
        case .heading, .link, .web, .warning: false
        }
    }
}
