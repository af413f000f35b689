import PlainText
import TerminalText
import TraceAnalysis
import TraceModel

extension SpanColumn {
    /// What is shown of a node; of one that stands for a missing span only where it is in the tree.
    func cell(_ node: Int, _ width: Int, in list: SpanList) -> Cell {
        let letters = list.view.lettering
        let prepared = list.prepared
        if self == .tree { return Cell(list.label(node)) }
        if self == .start { return list.offset(node) }
        guard let span = list.span(node) else {
            return self == .marks ? Cell(letters.words("  ")) : .empty
        }
        func duration(_ length: Nanoseconds) -> Cell {
            Cell(letters.words(DurationText.short(length)), .number)
        }
        func text(_ text: String, _ meaning: Cell.Meaning = .text) -> Cell {
            Cell(letters.text(text, columns: list.view.isScreen ? width : .max), meaning)
        }
        func count(_ count: Int) -> Cell {
            count == 0 ? Cell(letters.none, .muted) : text(CountText.grouped(count), .number)
        }
        switch self {
        case .trace: return text(span.traceID.jaegerHex, .number)
        case .id: return text(span.id.hex, .number)
        case .parent: return text(span.parentID?.hex ?? "", .number)
        case .service:
            guard let mark = list.colors?.mark(node, of: prepared) else {
                return text(span.serviceName, .service(span.serviceName))
            }
            return Cell(mark.sign(letters) + " ", mark.meaning, isStrong: true)
                + Cell(letters.text(span.serviceName), mark.meaning)
        case .name:
            let hits = list.find?.isHit
            let isHit = hits.map { $0.indices.contains(node) && $0[node] } ?? false
            return text(span.name, isHit ? .match : .text)
        case .kind: return text(span.kind == .unspecified ? "" : span.kind.name, .muted)
        case .end where span.isUnfinished: return text("unfinished", .muted)
        case .end: return Cell(letters.text(list.endWriting.text(span.end)), .number)
        case .duration where span.isUnfinished:
            return Cell(letters.words(list.view.isScreen ? "no end" : "unfinished"), .number)
        case .duration:
            guard !list.view.isScreen else { return duration(span.duration) }
            let tree = prepared.tree
            return duration(
                Nanoseconds(clamping: tree.displayEnds[node] - tree.displayStarts[node])
            )
        case .own: return duration(prepared.selfTimes[node])
        case .critical: return duration(prepared.criticalPath.total(of: node))
        case .depth: return text("\(prepared.tree.depths[node])", .number)
        case .error: return span.isError ? Cell(letters.failure, .error, isStrong: true) : .empty
        case .status:
            let words = [
                span.statusCode == .unset ? "" : span.statusCode.jsonName, span.statusMessage,
            ].filter { !$0.isEmpty }
            return text(words.joined(separator: " "), span.isError ? .error : .muted)
        case .attributes: return text(span.attributes.words)
        case .resource: return text(span.resource.attributes.words)
        case .scope:
            return text(
                [span.scope.name, span.scope.version].filter { !$0.isEmpty }.joined(separator: " ")
            )
        case .events: return count(span.events.count)
        case .links: return count(span.links.count)
        case .warnings: return text(span.warnings.joined(separator: "; "), .warning)
        case .state: return text(span.traceState)
        case .flags: return text("\(span.flags)", .number)
        case .dropped:
            let dropped = span.dropped
            return count(Int(dropped.attributes) + Int(dropped.events) + Int(dropped.links))
        case .marks:
            let isCritical = prepared.criticalPath.contains(node)
            return Cell(isCritical ? letters.sign("━", "=") : " ", .bar)
                + Cell(span.isError ? letters.failure : " ", .error)
        case .attribute(let key):
            return text(span.attribute(key).map { JSONText.plain($0) } ?? "")
        case .start, .tree: return .empty
        }
    }
}

extension SpanList {
    /// Levels of the tree that are drawn before older ones are left out at the left.
    private static let mostLevels = 200

    /// How long after the trace began: as recorded on screen, as drawn in the tree.
    fileprivate func offset(_ node: Int) -> Cell {
        let letters = view.lettering
        let start = prepared.overview.start
        guard !view.isScreen else {
            guard let span = span(node) else { return .empty }
            return Cell(letters.words(DurationText.short(span.start.since(start))), .number)
        }
        let offset = Timestamp(nanoseconds: prepared.tree.displayStarts[node]).since(start)
        return Cell(
            letters.words((offset > 0 ? "+" : "") + DurationText.short(offset)),
            .number
        )
    }

    /// Guides, service, name, and why it failed.
    fileprivate func label(_ node: Int) -> SafeText {
        let letters = view.lettering
        let levels = view.columns.map { max(1, $0 / 6) } ?? Self.mostLevels
        let label = TreeLabel(
            node,
            of: prepared,
            in: rows,
            levels: levels
        )
        let hidden =
            label.hidden > 0 ? letters.words(" +\(CountText.grouped(label.hidden))") : ""
        var parts: [SafeText] = []
        if label.cutLevels > 0 {
            parts.append(letters.words("(+\(label.cutLevels)) "))
        }
        parts += label.guides.map { $0 ? letters.sign("│  ", "|  ") : "   " }
        if label.isChild {
            parts.append(
                label.isLastChild ? letters.sign("└─ ", "`- ") : letters.sign("├─ ", "|- ")
            )
        }
        if let missing = label.missing {
            return SafeText.joined(parts) + letters.words("missing span \(missing.hex)") + hidden
        }
        let names = [label.service, label.name].filter { !$0.isEmpty }.map { letters.text($0) }
        if let count = label.repeats {
            parts.append(letters.words("×\(CountText.grouped(count)) "))
        }
        if let mark = colors?.mark(node, of: prepared, isGroup: label.repeats != nil) {
            parts.append(mark.sign(letters) + " ")
        }
        parts.append(SafeText.joined(names, separator: " "))
        if let span = span(node), span.isError, !span.statusMessage.isEmpty {
            parts.append(letters.words(" · ") + letters.text(span.statusMessage))
        }
        return SafeText.joined(parts) + hidden
    }
}

extension AttributeList {
    /// `key=value` of each, for a line.
    fileprivate var words: String {
        map { "\($0.key)=\(JSONText.plain($0.value))" }.joined(separator: " ")
    }
}
