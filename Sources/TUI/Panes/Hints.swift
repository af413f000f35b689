import Explorer

/// Which keys the last line names on a screen, most useful first.
enum Hints {
    static func of(_ state: ExplorerState) -> [(key: String, name: String)] {
        let actions = actions(state.screen)
        var hints: [(key: String, name: String)] = []
        for action in actions + [.copy, .command] + spare(state.screen) + [.help] {
            guard let entry = ActionTable.entries.first(where: { $0.action == action }),
                let key = state.settings.keyMap.keys(of: action).first,
                state.settings.keyMap.action(of: key, on: state.screen.kind) == action,
                action != .copy || state.canCopy
            else { continue }
            hints.append((key.name, entry.hint))
        }
        return hints
    }

    /// What is named where there is room to spare.
    private static func spare(_ screen: Screen) -> [Action] {
        switch screen {
        case .services(let state): state.rows.isEmpty ? [] : [.pin]
        case .operations(let state): state.rows.isEmpty ? [] : [.refresh]
        case .traces(let state):
            state.marks.isEmpty && state.live == nil && !state.summaries.isEmpty ? [.mark] : []
        default: []
        }
    }

    private static func actions(_ screen: Screen) -> [Action] {
        switch screen {
        case .services(let state):
            state.rows.isEmpty
                ? [.refresh, .quit]
                : [.open, .operations, .search, .sort, .follow]
        case .operations(let state):
            state.rows.isEmpty ? [.back, .refresh] : [.open, .follow, .search, .sort, .back]
        case .traces(let state):
            if state.summaries.isEmpty {
                [.editQuery, .refresh, .back]
            } else if state.focus == .strip {
                [.open, .left, .right, .sliceStart, .sliceEnd, .nextPane]
            } else if state.live != nil {
                [.open, .letIn, .mark, .follow, .search, .sort, .nextError]
            } else if !state.marks.isEmpty {
                [.open, .mark, .editQuery, .search, .sort, .follow]
            } else {
                [.open, .editQuery, .search, .sort, .follow, .nextError, .nextPane]
            }
        case .errors(let state):
            state.rows.isEmpty
                ? [.follow, .refresh, .back]
                : [.open, .follow, .search, .sort, .back, .refresh]
        case .monitor(let state):
            state.series == nil
                ? [.follow, .refresh, .back]
                : [.open, .follow, .left, .right, .shorterRange, .longerRange, .nextPane, .refresh]
        case .trace(let state): actions(state)
        case .span: [.open, .fold, .parent, .nextSibling, .back, .pager]
        case .value(let state):
            state.hits.isEmpty
                ? [.search, .pager, .back] : [.nextHit, .search, .pager, .back]
        case .help: [.open, .search, .back]
        case .messages: [.open, .back]
        }
    }

    private static func actions(_ trace: TraceState) -> [Action] {
        guard trace.prepared != nil else { return [.refresh, .back] }
        if trace.focus == .details { return [.open, .fold, .nextPane, .details] }
        let walk: [Action] = trace.find == nil ? [.search] : [.nextHit, .onlyHits]
        switch trace.view {
        case .tree: return [.open, .nextError] + walk + [.fold, .zoomIn, .details, .viewSpans]
        case .spans: return [.open, .sort, .nextError] + walk + [.details, .viewTree]
        case .events: return [.open, .details] + walk + [.viewTree]
        case .json: return walk + [.pager, .viewTree]
        }
    }
}
