import Explorer

/// Which keys the last line names on a screen, most useful first.
enum Hints {
    /// Only keys that do something now.
    static func of(_ state: ExplorerState) -> [(key: String, name: String)] {
        let screen = state.screens[state.screens.count - 1]
        let keys = state.settings.keyMap
        var hints: [(key: String, name: String)] = []
        for action in screen.hints + [.copy, .command] + screen.spareHints + [.help] {
            guard let entry = ActionTable.entries.first(where: { $0.action == action }),
                let key = keys.keys(of: action).first,
                keys.action(of: key, on: screen.kind) == action,
                state.isUseful(action)
            else { continue }
            let isStop = action == .follow && screen.isFollowed
            hints.append((key.name, isStop ? "stop" : entry.hint))
        }
        return hints
    }
}
