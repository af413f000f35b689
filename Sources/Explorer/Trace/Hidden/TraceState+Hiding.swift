import PlainText
import TerminalText
import TraceAnalysis
import TraceModel

/// Hiding services in the tree, and showing them again.
extension TraceState {
    /// Hides the service of the selected span.
    mutating func hideSelected(_ node: Int, _ context: inout ScreenContext) {
        guard let prepared, node < prepared.tree.spanCount else {
            return context.say("A missing span has no service to hide.")
        }
        hide(prepared.trace[node].serviceName, withSubtrees: false, &context)
    }

    mutating func hide(
        _ service: String,
        withSubtrees: Bool,
        _ context: inout ScreenContext
    ) {
        guard let prepared, var filter = rows?.filter else { return }
        let names = prepared.overview.services.map(\.name)
        guard names.contains(service) else {
            let near = NearestName.of(service, among: names)
            return context.tell(
                .error,
                "This trace has no service \(service); "
                    + (near.map { "did you mean \($0)?" } ?? "it has \(Self.list(names)).")
            )
        }
        filter.hidden.hide(service, withSubtrees: withSubtrees)
        refilter(filter)
        let count = rows?.hidden.spanCounts.last ?? 0
        let below = withSubtrees ? " and what is below" : ""
        context.say(
            "\(CountText.of(count, "span")) of \(service.nameOrNone)\(below) hidden"
                + (view == .tree ? "; Esc shows them again." : " in the tree; 1 shows it.")
        )
    }

    /// Names that are listed where none is near to the one that was given.
    private static let mostNames = 6

    /// `cart, mail, redis and 3 others`.
    private static func list(_ services: [String]) -> String {
        let names = services.map(\.nameOrNone).sorted()
        guard names.count > mostNames + 1 else { return names.joined(separator: ", ") }
        let others = CountText.of(names.count - mostNames, "other")
        return names.prefix(mostNames).joined(separator: ", ") + " and \(others)"
    }

    /// Shows a hidden service again; without a name, all of them.
    mutating func showAgain(_ service: String, _ context: inout ScreenContext) {
        guard var filter = rows?.filter, !filter.hidden.isEmpty else {
            return context.say("No service is hidden; H hides that of the selected span.")
        }
        if service.isEmpty {
            filter.hidden = HiddenServices()
        } else {
            let before = filter.hidden
            filter.hidden.show(service)
            guard filter.hidden != before else {
                let names = before.entries.map(\.service).joined(separator: ", ")
                return context.tell(.error, "\(service) is not hidden; these are: \(names).")
            }
        }
        refilter(filter)
    }

    /// Shows the service again that was hidden last; false if none is hidden.
    mutating func showLastHidden(_ context: inout ScreenContext) -> Bool {
        guard var filter = rows?.filter, let service = filter.hidden.showLast() else {
            return false
        }
        refilter(filter)
        context.say("Spans of \(service.nameOrNone) are shown again.")
        return true
    }

    /// `hidden: redis (292 spans), cart with what is below (40 spans)`; nil if nothing is.
    var hiddenWords: String? {
        guard let rows, !rows.filter.hidden.isEmpty else { return nil }
        let words = zip(rows.filter.hidden.entries, rows.hidden.spanCounts).map { entry, count in
            entry.service.nameOrNone + (entry.hasSubtrees ? " with what is below" : "")
                + " (\(CountText.of(count, "span")))"
        }
        return "hidden: " + words.joined(separator: ", ")
    }

    /// What the other views say while services are hidden in the tree.
    var countedWords: [String] {
        rows?.filter.hidden.isEmpty ?? true ? [] : ["services hidden in the tree are counted here"]
    }
}

extension String {
    /// The name of a service, which may be empty.
    fileprivate var nameOrNone: String { isEmpty ? "no service" : self }
}

extension TreeFilter {
    /// The same but for what hides `node`, or a node above it, with its service.
    func showing(_ node: Int, of tree: TraceTree) -> TreeFilter {
        var filter = self
        var isFirst = true
        var next: Int? = node
        while let current = next {
            if current < tree.spanCount {
                let service = tree.trace[current].serviceName
                if isFirst
                    || hidden.entries.contains(where: { $0.service == service && $0.hasSubtrees })
                {
                    filter.hidden.show(service)
                }
            }
            isFirst = false
            next = tree.parent(of: current)
        }
        return filter
    }
}
