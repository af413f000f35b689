import Explorer

/// Which keys the last line names on a screen, most useful first.
enum Hints {
    static func of(_ state: ExplorerState) -> [(key: String, name: String)] {
        let screen = state.screens[state.screens.count - 1]
        var hints: [(key: String, name: String)] = []
        for action in screen.hints + [.copy, .command] + screen.spareHints + [.help] {
            guard let entry = ActionTable.entries.first(where: { $0.action == action }),
                let key = state.settings.keyMap.keys(of: action).first,
                state.settings.keyMap.action(of: key, on: screen.kind) == action,
                action != .copy || state.canCopy
            else { continue }
            hints.append((key.name, entry.hint))
        }
        return hints
    }
}
