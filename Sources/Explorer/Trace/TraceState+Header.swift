import TraceAnalysis
import TraceModel

extension TraceState {
    /// The totals above the views: `1.24s · 84 spans · 9 services · depth 7 · ✗3 · 1 orphan`.
    package var header: String {
        guard let prepared else { return summaryHeader }
        let overview = prepared.overview
        var words = [
            DurationText.short(overview.duration), CountText.of(prepared.tree.spanCount, "span"),
            CountText.of(overview.services.count, "service"), "depth \(overview.depth)",
        ]
        if overview.errorCount > 0 { words.append("✗\(CountText.grouped(overview.errorCount))") }
        words += issueWords
        return words.joined(separator: " · ")
    }

    private var summaryHeader: String {
        guard let summary else { return "" }
        return [
            DurationText.short(summary.duration), CountText.of(summary.spanCount, "span"),
            CountText.of(summary.services.count, "service"),
        ].joined(separator: " · ")
    }

    /// What is odd about the trace, each kind with its count.
    private var issueWords: [String] {
        guard let prepared else { return [] }
        var orphans = 0
        var (duplicates, selfParents, cycles, negative, unstarted) = (0, 0, 0, 0, 0)
        for issue in prepared.tree.issues {
            switch issue {
            case .missingParent(_, let children): orphans += children
            case .duplicateID: duplicates += 1
            case .selfParent: selfParents += 1
            case .cycle: cycles += 1
            case .negativeDuration: negative += 1
            case .missingStart: unstarted += 1
            }
        }
        var words: [String] = []
        func add(_ count: Int, _ word: String, plural: String? = nil) {
            if count > 0 { words.append(CountText.of(count, word, plural: plural)) }
        }
        let parentless = prepared.tree.roots.filter { !prepared.tree.isSynthetic(Int($0)) }.count
        if parentless > 1 { add(parentless, "root") }
        add(orphans, "orphan")
        add(duplicates, "id shared by spans", plural: "ids shared by spans")
        add(selfParents, "span its own parent", plural: "spans their own parents")
        add(cycles, "cycle broken", plural: "cycles broken")
        add(negative, "span ends before its start", plural: "spans end before their start")
        add(unstarted, "span without start", plural: "spans without start")
        return words
    }

    /// How what is shown was got and cut.
    package func honesty(zone: Zone) -> String {
        if let failure = loading.failure { return failure }
        guard let prepared, let rows else { return "" }
        let total = prepared.tree.spanCount
        var words: [String] = []
        switch view {
        case .tree:
            words.append("\(CountText.grouped(rows.matchCount)) of \(CountText.of(total, "span"))")
            words += filterWords(rows.filter)
            words.append("critical path heavy")
        case .spans:
            words.append(
                "\(CountText.of(total, "span")) by \(table.order.key.rawValue)"
                    + (table.order.isInverted ? " inverted" : "")
            )
        case .events: words.append(CountText.of(events.rows.count, "event") + " by time")
        case .json: words.append("line \(json.top + 1) of \(CountText.grouped(json.count))")
        }
        if let find { words.append(find.counter) }
        if zoom != nil { words.append("zoomed to \(DurationText.short(window.length)), Z out") }
        words.append(isRaw ? "times as stored" : "times as received")
        words += prepared.notes
        words += prepared.trace.warnings
        return words.joined(separator: " · ")
    }

    private func filterWords(_ filter: TreeFilter) -> [String] {
        var words: [String] = []
        if filter.onlyHits { words.append("only hits") }
        if filter.onlyCritical { words.append("only critical path") }
        if filter.shortest > 0 {
            words.append("≥ \(DurationText.short(filter.shortest)), T changes")
        }
        if filter.root != nil { words.append("re-rooted, r undoes") }
        return words
    }
}
