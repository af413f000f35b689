import PlainText
import TraceAnalysis
import TraceModel

/// What a command of the prompt changes in the trace that is open.
package enum TraceCommand: Sendable {
    /// One row stands for equal siblings, from as many on as the settings say.
    case foldSiblings
    /// The service of the selected span if it is empty.
    case hide(String, withSubtrees: Bool)
    /// All services if it is empty.
    case show(String)
    case archive
}

extension ScreenContext {
    /// What `:fold [N]` does: sets the number, or says it.
    mutating func foldSiblings(from text: String) {
        guard !text.isEmpty else {
            return say("One row stands for \(settings.foldsFrom) equal siblings or more.")
        }
        guard let count = Int(text), count >= RepeatedSpans.least else {
            let least = RepeatedSpans.least
            return tell(.error, "Write :fold N, where N is a whole number of \(least) or more.")
        }
        settings.foldsFrom = count
        add(.order(.foldSiblings))
    }

    /// Says why a command does nothing where no trace is open; the number of siblings is for those to come, too.
    mutating func sayWithoutTrace(_ command: TraceCommand) {
        switch command {
        case .foldSiblings: break
        case .hide, .show, .archive: tell(.error, "No trace is open here.")
        }
    }

    /// What `:hide [SERVICE] [subtree]` does.
    mutating func hide(_ text: String) {
        let suffix = " subtree"
        let hasSubtrees = text.hasSuffix(suffix)
        let service = hasSubtrees ? String(text.dropLast(suffix.count)) : text
        add(.order(.hide(service, withSubtrees: hasSubtrees)))
    }
}

extension TraceState {
    package mutating func obey(_ command: TraceCommand, _ context: inout ScreenContext) {
        switch command {
        case .foldSiblings: foldSiblings(context)
        case .hide(let service, let withSubtrees):
            if service.isEmpty, let currentNode {
                hideSelected(currentNode, &context)
            } else {
                hide(service, withSubtrees: withSubtrees, &context)
            }
        case .show(let service): showAgain(service, &context)
        case .archive:
            let request = context.begin("archiving")
            context.add(.archive(request, id))
        }
        selectionMoved()
        fit(to: context.size)
    }

    /// Folds equal siblings from as many on as the settings say, where that is another number than before.
    mutating func foldSiblings(_ context: ScreenContext) {
        guard foldsFrom != context.settings.foldsFrom else { return }
        foldsFrom = context.settings.foldsFrom
        guard let prepared, var rows else { return }
        let filter = rows.filter
        rows.groups = FoldedGroups(prepared.tree, prepared.repeats, least: foldsFrom)
        self.rows = rows
        refilter(filter)
    }
}
