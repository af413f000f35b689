import Explorer
import PlainText
import TerminalText
import TraceAnalysis
import TraceModel

extension TracePane {
    /// One trace in words, in the view that is chosen.
    func lines(_ screen: TraceState) -> ScreenLines {
        guard let prepared = screen.prepared, let rows = screen.rows else {
            return ScreenLines(
                title: "Trace",
                noun: "spans",
                emptyText: screen.loading.failure ?? ""
            )
        }
        var lines = ScreenLines(title: "Trace, \(Self.name(of: screen))")
        lines.facts = [SpokenSigns.sentence(Self.figures(prepared))]
        lines.facts += prepared.smells.all.prefix(Self.mostSmells).map {
            prepared.words(of: $0, .whole)
        }
        if prepared.smells.all.count > Self.mostSmells {
            let more = prepared.smells.all.count - Self.mostSmells
            lines.facts.append("\(CountText.of(more, "more smell")); ] goes to each.")
        }
        switch screen.view {
        case .tree:
            lines.rowCount = rows.count
            lines.selected = screen.cursor.selected
            lines.noun = "spans that pass the filter"
            lines.row = { spoken(Int(rows.nodes[$0]), screen, prepared) }
        case .spans:
            let view = state.context.spokenView
            let chosen = state.settings.columns.columns(of: .spans, as: SpanColumn.self)
            let list = SpanList(view, prepared, find: screen.find)
            let usual: [SpanColumn] = [.service, .name, .duration, .own, .start]
            let row = SpokenRow(SpanColumn.shown(chosen ?? usual, in: list))
            let table = screen.views.table
            lines.rowCount = table.rows.count
            lines.selected = table.cursor.selected
            lines.noun = "spans"
            lines.order = table.order.column.orderName
            lines.row = { index in
                let node = Int(table.rows[index])
                let isError = node < prepared.tree.spanCount && prepared.trace[node].isError
                return row.words(node) + (isError ? ", failed" : "")
            }
        case .events:
            let events = screen.views.events
            lines.rowCount = events.rows.count
            lines.selected = events.cursor.selected
            lines.noun = "events"
            lines.row = { spoken(events.rows[$0], prepared) }
        case .story:
            let story = screen.views.story
            lines.rowCount = story.sentences.count
            lines.selected = story.cursor.selected
            lines.noun = "sentences"
            lines.row = { story.sentences[$0].text }
        case .flame: addBoxes(screen, prepared, to: &lines)
        case .statistics: addStatistics(screen, to: &lines)
        case .graph: addGraph(screen, to: &lines)
        case .json:
            let json = screen.views.json
            lines.rowCount = json.count
            lines.selected = json.find?.line ?? json.top
            lines.noun = "lines"
            lines.row = { json.lines?.lines($0..<$0 + 1).first ?? "" }
        }
        return lines
    }

    /// The most smells that are read out at once.
    private static let mostSmells = 7

    private static func name(of screen: TraceState) -> String {
        switch screen.view {
        case .tree: "tree of spans"
        case .flame where screen.views.flame.length == .time: "icicle of time"
        case .flame: "flame graph of cost"
        case .statistics: "statistics"
        case .graph: "graph of services"
        case .spans: "table of spans"
        case .events: "events"
        case .json where screen.views.json.form == .jaeger: "Jaeger's JSON"
        case .json: "JSON"
        case .story: "story"
        }
    }

    /// The totals, with words for the signs of the header.
    private static func figures(_ prepared: PreparedTrace) -> String {
        prepared.header.split(separator: " · ").map { fact in
            fact.hasPrefix("✗")
                ? CountText.of(Int(fact.dropFirst().filter(\.isNumber)) ?? 0, "failed span")
                : String(fact)
        }.joined(separator: " · ")
    }

    /// A span of the tree: what it is, where it stands, how long it took, and what is remarkable.
    private func spoken(_ node: Int, _ screen: TraceState, _ prepared: PreparedTrace) -> String {
        let tree = prepared.tree
        let label = TreeLabel(
            node,
            of: prepared,
            in: screen.rows,
            levels: 1
        )
        var words: [String] = []
        if let missing = label.missing {
            words.append("missing span \(missing.hex)")
        } else {
            words.append([label.service, label.name].filter { !$0.isEmpty }.joined(separator: " "))
        }
        if let count = label.repeats, let group = prepared.repeats.group(of: node) {
            let figures = prepared.repeats.groups[group]
            words[0] = "\(CountText.grouped(count)) times " + words[0]
            words += [
                "together " + DurationText.short(figures.total),
                "half of them at most " + DurationText.short(figures.p50),
                "95% at most " + DurationText.short(figures.p95),
            ]
        }
        words += colorWords(node, screen, prepared)
        let level = screen.rows?.level(of: node, in: tree) ?? Int(tree.depths[node])
        words.append("level \(level + 1)")
        if node < tree.spanCount {
            let span = prepared.trace[node]
            words.append(DurationText.short(span.duration))
            let start = Timestamp(nanoseconds: tree.displayStarts[node])
            words.append("at " + DurationText.short(start.since(prepared.overview.start)))
            if prepared.criticalPath.total(of: node) > 0 { words.append("critical path") }
        }
        switch label.sign {
        case .error: words.append("failed")
        case .errorBelow: words.append("failure below")
        case .leaf, .open, .folded: break
        }
        words += prepared.smells.of(node).map(\.kind.rawValue)
        if label.hidden > 0 { words.append("\(CountText.of(label.hidden, "span")) folded below") }
        return words.joined(separator: ", ")
    }

    /// What the tree is coloured by, and what stands in its columns.
    private func colorWords(
        _ node: Int,
        _ screen: TraceState,
        _ prepared: PreparedTrace
    ) -> [String] {
        guard node < prepared.tree.spanCount else { return [] }
        var words: [String] = []
        if let colors = screen.colors, let text = colors.text(node) {
            words.append("\(colors.grouping.name) \(text)")
        }
        let columns = screen.treeTable.columns
        guard !columns.isEmpty else { return words }
        let list = SpanList(state.context.spokenView, prepared)
        let row = SpokenRow(SpanColumn.shown(columns, in: list), hasName: false).words(node)
        return row.isEmpty ? words : words + [row]
    }

    private func spoken(_ entry: EventRow, _ prepared: PreparedTrace) -> String {
        let span = prepared.trace[Int(entry.span)]
        let event = span.events[Int(entry.event)]
        let time = DurationText.short(event.time.since(prepared.overview.start))
        let fields = event.attributes.prefix(16).map { "\($0.key) \(JSONText.plain($0.value))" }
        let name = event.name.isEmpty ? "event" : event.name
        return ([name, "at \(time)", "in \(span.serviceName) \(span.name)"] + fields)
            .joined(separator: ", ")
    }
}
