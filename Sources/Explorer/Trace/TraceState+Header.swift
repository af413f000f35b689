import Follow
import PlainText
import TraceAnalysis
import TraceModel

extension TraceState {
    /// The totals above the views: `1.24s · 84 spans · 9 services · depth 7 · ✗3 · 1 orphan`.
    package var header: String { prepared?.header ?? summaryHeader }

    /// The same within `columns` if it can be.
    package func header(columns: Int) -> String {
        prepared?.header(columns: columns) ?? summaryHeader
    }

    private var summaryHeader: String {
        guard let summary else { return "" }
        return [
            DurationText.short(summary.duration), CountText.of(summary.spanCount, "span"),
            CountText.of(summary.services.count, "service"),
        ].joined(separator: " · ")
    }

    /// How what is shown was got and cut.
    package func honesty(_ context: ScreenContext) -> String {
        guard let prepared, let rows else {
            return loading.failure == nil ? "" : "nothing loaded · R asks again"
        }
        let total = prepared.tree.spanCount
        var words: [String] = []
        if let failure = loading.failure { words.append("refresh failed: \(failure)") }
        words += growth?.honesty(orphans: prepared.orphanCount, now: context.time.monotonic) ?? []
        switch view {
        case .tree:
            words.append(
                rows.matchCount == total
                    ? CountText.of(total, "span")
                    : "\(CountText.grouped(rows.matchCount)) of \(CountText.of(total, "span"))"
            )
            words += [hiddenWords].compactMap { $0 } + filterWords(rows.filter)
            words += concurrencyWords + ["━ critical path"]
        case .flame: words += flameWords + countedWords
        case .statistics: words += statisticsWords + countedWords
        case .graph: words += graphWords + countedWords
        case .spans:
            words.append(
                "\(CountText.of(total, "span")) by \(views.table.order.column.orderName)"
                    + (views.table.order.isInverted ? " inverted" : "")
            )
            words += countedWords
        case .events:
            words.append(CountText.of(views.events.rows.count, "event") + " by time")
            words += countedWords
        case .story:
            words.append(
                "\(CountText.of(views.story.sentences.count, "sentence")), Enter goes there"
            )
        case .json:
            words.append(
                "line \(CountText.grouped(views.json.top + 1)) of \(CountText.grouped(views.json.count))"
            )
            words.append(
                views.json.form == .spoor ? "Spoor JSON, 7 Jaeger's" : "Jaeger's JSON, 7 Spoor's"
            )
            if let find = views.json.find { words.append(find.counter) }
        }
        if view == .tree || view == .spans, let wanted = views.colors.wanted {
            words.append("coloured by \(wanted.name), :colour by service")
        }
        if let find { words.append(find.counter) }
        if zoom != nil { words.append("zoomed to \(DurationText.short(window.length)), Z out") }
        words.append(timesWords(prepared))
        words += prepared.notes
        words += prepared.trace.warnings
        return words.joined(separator: " · ")
    }

    private func timesWords(_ prepared: PreparedTrace) -> String {
        if isRaw { return "times as recorded" }
        let moved = prepared.movedSpans
        return moved == 0
            ? "times as received" : "\(CountText.of(moved, "span")) moved for clock skew"
    }

    private func filterWords(_ filter: TreeFilter) -> [String] {
        var words: [String] = []
        if filter.onlyHits { words.append("only hits") }
        if filter.onlyCritical { words.append("only critical path") }
        if filter.shortest > 0 {
            words.append("≥ \(DurationText.short(filter.shortest)), T changes")
        }
        if let chosen = filter.chosen { words.append("only \(chosen.title)") }
        if filter.root != nil { words.append("re-rooted, r undoes") }
        return words
    }
}
