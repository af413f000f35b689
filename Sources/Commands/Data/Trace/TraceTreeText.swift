import Explorer
import PlainText
import TerminalText
import TraceAnalysis
import TraceModel

/// What `spoor trace` prints: the spans as a tree, a line each.
struct TraceTreeText {
    let prepared: PreparedTrace
    let style: OutputStyle
    private let showsSelfTimes: Bool
    private let showsIDs: Bool

    /// Levels drawn before older ones are left out at the left.
    private static let mostLevels = 200

    init(_ prepared: PreparedTrace, _ style: OutputStyle) {
        self.prepared = prepared
        self.style = style
        showsSelfTimes = style.columns.map { $0 >= 96 } ?? true
        showsIDs = style.columns.map { $0 >= 72 } ?? true
    }

    /// The lines, made as they are read.
    var lines: some Sequence<String> {
        let order = prepared.tree.order
        return AnySequence(heading).lazy.map { $0 }.chained(with: order.lazy.map { line(Int($0)) })
    }

    /// Name, id and totals, and the columns' titles.
    private var heading: [String] {
        let overview = prepared.overview
        let start = overview.start
        let time =
            "\(TimeText.date(start, in: style.zone)) \(TimeText.clock(start, in: style.zone))"
        let id = prepared.trace.id.jaegerHex
        return [
            style.cut(style.text(overview.name)).string,
            style.cut(style.words("trace \(id) · \(time) \(style.zone.name(start))")).string,
            style.cut(style.words(prepared.header)).string,
            "",
            row(
                start: "START",
                duration: "DURATION",
                own: "SELF",
                marks: "  ",
                id: "SPAN ID",
                name: "SPAN"
            ),
        ]
    }

    private func line(_ node: Int) -> String {
        let tree = prepared.tree
        let isSpan = node < tree.spanCount
        let offset = Timestamp(nanoseconds: tree.displayStarts[node])
            .since(prepared.overview.start)
        let length = Nanoseconds(clamping: tree.displayEnds[node] - tree.displayStarts[node])
        let isCritical = isSpan && prepared.criticalPath.contains(node)
        let isError = isSpan && prepared.trace[node].isError
        let marks: SafeText =
            (isCritical ? style.sign("━", "=") : " ") + (isError ? style.sign("✗", "X") : " ")
        return row(
            start: style.words((offset > 0 ? "+" : "") + DurationText.short(offset)),
            duration: style.words(isSpan ? DurationText.short(length) : ""),
            own: style.words(isSpan ? DurationText.short(prepared.selfTimes[node]) : ""),
            marks: marks,
            id: style.words(isSpan ? prepared.trace[node].id.hex : ""),
            name: label(node)
        )
    }

    private func row(
        start: SafeText,
        duration: SafeText,
        own: SafeText,
        marks: SafeText,
        id: SafeText,
        name: SafeText
    ) -> String {
        var cells = [start.padded(to: 8, .right), duration.padded(to: 8, .right)]
        if showsSelfTimes { cells.append(own.padded(to: 8, .right)) }
        cells.append(marks)
        if showsIDs { cells.append(id.padded(to: 16)) }
        cells.append(name)
        return style.cut(SafeText.joined(cells, separator: "  ")).string.trimmingEnd
    }

    /// Guides, service, name, and why it failed.
    private func label(_ node: Int) -> SafeText {
        let levels = style.columns.map { max(1, $0 / 6) } ?? Self.mostLevels
        let label = TreeLabel(node, of: prepared, isFolded: false, root: nil, levels: levels)
        var parts: [SafeText] = []
        if label.cutLevels > 0 {
            parts.append(style.words("(+\(label.cutLevels)) "))
        }
        parts += label.guides.map { $0 ? style.sign("│  ", "|  ") : "   " }
        if label.isChild {
            parts.append(label.isLastChild ? style.sign("└─ ", "`- ") : style.sign("├─ ", "|- "))
        }
        if let missing = label.missing {
            return SafeText.joined(parts) + style.words("missing span \(missing.hex)")
        }
        let names = [label.service, label.name].filter { !$0.isEmpty }.map(style.text)
        parts.append(SafeText.joined(names, separator: " "))
        let span = prepared.trace[node]
        if span.isError, !span.statusMessage.isEmpty {
            parts.append(style.words(" · ") + style.text(span.statusMessage))
        }
        return SafeText.joined(parts)
    }
}

extension Sequence {
    /// The elements of this and then of another sequence.
    fileprivate func chained(with other: some Sequence<Element>) -> some Sequence<Element> {
        [AnySequence(self), AnySequence(other)].lazy.joined()
    }
}
