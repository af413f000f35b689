import PlainText
import TraceAnalysis
import TraceModel

extension PreparedTrace {
    /// The totals of the trace: `1.24s · 84 spans · 9 services · depth 7 · ✗3 · 1 orphan`.
    package var header: String { header(services: true, depth: true) }

    /// The same within `columns` if it can be: what is wrong with the trace matters more than its depth and services.
    package func header(columns: Int) -> String {
        for (services, depth) in [(true, true), (true, false)] {
            let text = header(services: services, depth: depth)
            if text.count <= columns { return text }
        }
        return header(services: false, depth: false)
    }

    private func header(services: Bool, depth: Bool) -> String {
        var words = [durationWords, CountText.of(tree.spanCount, "span")]
        if services { words.append(CountText.of(overview.services.count, "service")) }
        if depth { words.append("depth \(overview.depth)") }
        if overview.errorCount > 0 { words.append("✗\(CountText.grouped(overview.errorCount))") }
        words += issueWords
        return words.joined(separator: " · ")
    }

    /// `412ms`, and where clocks were corrected `≈412ms (592ms recorded)`.
    private var durationWords: String {
        let shown = DurationText.short(overview.duration)
        guard let recordedDuration else { return shown }
        let recorded = DurationText.short(recordedDuration)
        return recorded == shown ? "≈" + shown : "≈\(shown) (\(recorded) recorded)"
    }

    /// What is odd about the trace, each kind with its count.
    package var issueWords: [String] {
        var orphans = 0
        var (duplicates, selfParents, cycles, negative, unstarted) = (0, 0, 0, 0, 0)
        var (unfinished, early) = (0, 0)
        for issue in tree.issues {
            switch issue {
            case .missingParent(_, let children): orphans += children
            case .duplicateID: duplicates += 1
            case .selfParent: selfParents += 1
            case .cycle: cycles += 1
            case .negativeDuration: negative += 1
            case .missingStart: unstarted += 1
            case .unfinished: unfinished += 1
            case .earlyEvents(_, let count): early += count
            }
        }
        var words: [String] = []
        func add(_ count: Int, _ word: String, plural: String? = nil) {
            if count > 0 { words.append(CountText.of(count, word, plural: plural)) }
        }
        let parentless = tree.roots.filter { !tree.isSynthetic(Int($0)) }.count
        if parentless > 1 { add(parentless, "root") }
        add(orphans, "orphan")
        add(duplicates, "id shared by spans", plural: "ids shared by spans")
        add(selfParents, "span its own parent", plural: "spans their own parents")
        add(cycles, "cycle broken", plural: "cycles broken")
        add(negative, "span ends before its start", plural: "spans end before their start")
        add(unstarted, "span without start", plural: "spans without start")
        add(unfinished, "span unfinished", plural: "spans unfinished")
        add(early, "event before its span", plural: "events before their spans")
        return words
    }
}
