import TraceAnalysis
import TraceModel

extension TraceState {
    /// The colours that are shown and their legend; nil where bars have the colours of their services.
    package var colors: SpanColors? { views.colors.colors }

    /// What the row of a node stands for among the values that the trace is coloured by; nil where it is not.
    package func colorMark(_ node: Int) -> SpanColors.Mark? {
        guard let prepared else { return nil }
        let isGroup = view == .tree && rows?.repeatCount(node) != nil
        return colors?.mark(node, of: prepared, isGroup: isGroup)
    }

    /// Shows the colours and columns that are set, for this trace or by another.
    mutating func prepareLooks(_ context: inout ScreenContext) {
        guard let prepared else { return }
        treeTable = TreeTable(
            context.settings.columns.columns(of: .tree) ?? [],
            of: prepared,
            in: context.listView
        )
        let wanted = context.settings.coloring
        let isAsked = views.colors.wanted == wanted && views.colors.request != nil
        views.colors.wanted = wanted
        guard !isAsked, !views.colors.isCurrent else { return }
        context.cancel(views.colors.request)
        guard let wanted else { return views.colors.take(nil) }
        views.colors.request = context.compute(.colors(prepared, by: wanted), what: "colouring")
    }

    /// Colours by what was typed, or by service again if it is that already or nothing.
    mutating func color(by text: String, _ context: inout ScreenContext) {
        let wanted = SpanGrouping(text)
        context.color(by: wanted == context.settings.coloring ? nil : wanted)
        if view != .tree && view != .spans { show(.tree, &context) }
        prepareLooks(&context)
    }

    /// Shows an attribute as a column of the tree or table, or no longer.
    mutating func toggleColumn(_ key: String, _ context: inout ScreenContext) {
        guard let prepared else { return }
        if view != .tree && view != .spans { show(.tree, &context) }
        let list: ListName = view == .spans ? .spans : .tree
        let usual = view == .spans ? SpanColumn.usual(in: SpanList(context.listView, prepared)) : []
        let shown = context.settings.columns[list] ?? usual.map(\.rawValue)
        let name = SpanColumn.attribute(key).rawValue
        let chosen = shown.contains(name) ? shown.filter { $0 != name } : shown + [name]
        context.choose(chosen == usual.map(\.rawValue) ? nil : chosen, of: list)
        prepareLooks(&context)
    }

    /// Another list or trace changed what is shown how.
    package mutating func sightChanged(_ context: inout ScreenContext) {
        foldSiblings(context)
        prepareLooks(&context)
        fit(to: context.size)
        prepareConcurrency(&context)
        details?.update(&context)
    }
}

extension ScreenContext {
    /// Colours traces by something from now on, in later runs on this source too; nil for services.
    mutating func color(by grouping: SpanGrouping?) {
        settings.coloring = grouping
        settings.kept.coloring = grouping
        add(.keep(settings.kept))
        say("Traces are coloured by \(grouping?.name ?? "service") now.")
    }

    /// `:colour [KEY]`: of the trace on top, or of those that are opened later.
    mutating func color(by text: String, in trace: TraceID?) {
        if let trace {
            add(.submit(text, .colorBy, to: trace))
        } else {
            color(by: SpanGrouping(text))
        }
    }
}
