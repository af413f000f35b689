import PlainText
import TraceAnalysis
import TraceModel

/// A trace told in a few sentences, each of which names the span it is about.
///
/// The same trace gives the same sentences; every figure in them is one that the other views show.
package struct TraceStory: Sendable, Equatable {
    package struct Sentence: Sendable, Equatable {
        package var text: String
        /// The node it is about.
        package var node: Int?
    }

    package private(set) var sentences: [Sentence] = []

    /// The most sentences on one matter, before the rest is counted.
    private static let mostOfOneKind = 3

    /// - Complexity: O(spans).
    package init(_ prepared: PreparedTrace) {
        tellWhole(prepared)
        tellTime(prepared)
        tellSmells(prepared)
        tellFailures(prepared)
        tellIssues(prepared)
    }

    /// As text for people, a sentence a line.
    package var lines: [String] { sentences.map(\.text) }

    /// What is copied of it: all sentences, as a list in Markdown.
    func copyText(_ item: CopyItem) -> String? {
        guard !sentences.isEmpty else { return nil }
        return item == .markdown
            ? lines.map { "- \($0)\n" }.joined() : lines.joined(separator: "\n") + "\n"
    }

    private mutating func add(_ text: String, _ node: Int? = nil) {
        sentences.append(Sentence(text: text, node: node))
    }

    private mutating func tellWhole(_ prepared: PreparedTrace) {
        let overview = prepared.overview
        let name = overview.name.isEmpty ? "A trace without a root" : overview.name
        var text =
            "\(name) took \(DurationText.short(overview.duration)) (trace \(prepared.trace.id.jaegerHex)): "
            + "\(CountText.of(overview.spanCount, "span")) of "
            + CountText.of(overview.services.count, "service")
        if overview.errorCount > 0 {
            text += ", \(CountText.grouped(overview.errorCount)) failed"
        }
        add(text + ".", overview.root)
    }

    /// Whose time on the critical path it was.
    private mutating func tellTime(_ prepared: PreparedTrace) {
        let path = prepared.criticalPath
        var services: [String: Nanoseconds] = [:]
        var longest: (node: Int, time: Nanoseconds)?
        var total: Nanoseconds = 0
        for node in path.spans.map({ Int($0) }) {
            let time = path.total(of: node)
            total = total.addingReportingOverflow(time).partialValue
            services[prepared.trace[node].serviceName, default: 0] += time
            if longest.map({ time > $0.time }) ?? true { longest = (node, time) }
        }
        guard total > 0, let longest else { return }
        let shares = services.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .prefix(Self.mostOfOneKind)
            .map { service, time in
                let share = CountText.percent(Double(time) / Double(total))
                let name = service.isEmpty ? "spans without service" : service
                return "\(name) \(DurationText.short(time)) (\(share))"
            }
        add("On the critical path the time went to \(Self.list(shares)).", longest.node)
        let span = prepared.trace[longest.node]
        add(
            "The longest part of it is \(Self.name(span)), "
                + "\(DurationText.short(longest.time)) of its own.",
            longest.node
        )
    }

    private mutating func tellSmells(_ prepared: PreparedTrace) {
        for (kind, smells) in prepared.smells.counts where kind != .swallowedError {
            for smell in smells.prefix(Self.mostOfOneKind) {
                add(prepared.words(of: smell, .whole), Int(smell.node))
            }
            let more = smells.count - Self.mostOfOneKind
            if more > 0 { add("\(kind.rawValue.capitalizedFirst): \(more) more.") }
        }
    }

    /// Where failures began, and what became of them.
    private mutating func tellFailures(_ prepared: PreparedTrace) {
        let failures = TraceFailures(prepared.tree).failures
        for failure in failures.prefix(Self.mostOfOneKind) {
            guard let node = prepared.tree.span(withID: failure.span) else { continue }
            let start = failure.start.since(prepared.overview.start)
            let origin = failure.origin
            var text =
                "\(Self.name(prepared.trace[node])) failed at +\(DurationText.short(start)): "
                + origin.cause
            if !origin.message.isEmpty { text += ", “\(origin.message)”" }
            text += "; "
            switch failure.outcome {
            case .surfaced: text += "the failure reached the root"
            case .swallowed:
                text +=
                    Self.swallower(of: node, prepared).map { "\($0) went on without a failure" }
                    ?? "no caller shows it"
            case .retried: text += "another attempt went well"
            case .late: text += "its caller had ended before and did not wait"
            }
            if failure.echoes > 0 {
                text += ", and \(CountText.of(failure.echoes, "span")) above only repeat it"
            }
            add(text + ".", node)
        }
        let more = failures.count - Self.mostOfOneKind
        if more > 0 { add("\(CountText.of(more, "more failure")) began elsewhere.") }
    }

    /// The first caller above that did not fail.
    private static func swallower(of node: Int, _ prepared: PreparedTrace) -> String? {
        var next = prepared.tree.parent(of: node)
        while let current = next, current < prepared.tree.spanCount {
            if !prepared.trace[current].isError { return name(prepared.trace[current]) }
            next = prepared.tree.parent(of: current)
        }
        return nil
    }

    private mutating func tellIssues(_ prepared: PreparedTrace) {
        let words = prepared.issueWords
        if !words.isEmpty { add("Of its shape: \(Self.list(words)).") }
        if prepared.movedSpans > 0 {
            add(
                "\(CountText.of(prepared.movedSpans, "span")) moved for clock skew; A shows times as recorded."
            )
        }
    }

    private static func name(_ span: Span) -> String {
        [span.serviceName, span.name].filter { !$0.isEmpty }.joined(separator: " ")
    }

    private static func list(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " and " + last
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
