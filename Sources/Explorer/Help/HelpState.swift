/// The keys of the screen below and of all screens, made from the action table.
package struct HelpState: Sendable {
    package enum Row: Sendable, Equatable {
        case heading(String)
        case action(Action, keys: String, help: String)
        case command(name: String, help: String)
    }

    package let below: ScreenKind
    package let rows: [Row]
    /// Rows that the narrowing lets through.
    package var shown: [Row]
    package var narrow = ""
    package var cursor = ListCursor()
    package private(set) var height = 1

    init(for below: ScreenKind, keyMap: KeyMap) {
        self.below = below
        func row(_ entry: ActionEntry) -> Row? {
            let keys = keyMap.keys(of: entry.action)
            guard !keys.isEmpty else { return nil }
            return .action(
                entry.action,
                keys: keys.map(\.name).joined(separator: " "),
                help: entry.help
            )
        }
        let here = ActionTable.entries.filter { !$0.screens.isEmpty && $0.applies(to: below) }
        let everywhere = ActionTable.entries.filter { $0.screens.isEmpty }
        rows =
            [.heading("\(below.title) keys")] + here.compactMap(row) + [.heading("Keys everywhere")]
            + everywhere.compactMap(row) + [.heading("Commands")]
            + CommandTable.entries.map { .command(name: $0.usage, help: $0.help) }
        shown = rows
        cursor.select(1, count: rows.count, height: 1)
    }

    /// Keys and commands shown, without headings.
    package var count: Int {
        shown.count { if case .heading = $0 { false } else { true } }
    }

    package var visible: Range<Int> { cursor.visible(count: shown.count, height: height) }

    mutating func fit(to size: ScreenSize) {
        height = max(1, size.bodyRows)
        cursor.keepVisible(count: shown.count, height: height)
    }

    mutating func select(row: Int) { cursor.select(row, count: shown.count, height: height) }

    mutating func arrange() {
        let match = FuzzyMatch(narrow)
        shown =
            match.isEmpty
            ? rows
            : rows.filter {
                switch $0 {
                case .heading: false
                case .action(_, let keys, let help): match.matches(keys + " " + help)
                case .command(let name, let help): match.matches(name + " " + help)
                }
            }
        cursor.select(0, count: shown.count, height: height)
    }
}

extension ExplorerState {
    mutating func performOnHelp(_ action: Action, _ state: HelpState) -> [Effect] {
        var state = state
        if state.cursor.apply(action, count: state.shown.count, height: state.height) {
            replace(.help(state))
            return []
        }
        switch action {
        case .search:
            prompt = narrowingPrompt(state.narrow)
        case .open:
            guard state.shown.indices.contains(state.cursor.selected) else { return [] }
            switch state.shown[state.cursor.selected] {
            case .heading: break
            case .action(let chosen, _, _):
                return goBack() + perform(chosen)
            case .command(let usage, _):
                let effects = goBack()
                let name = usage.prefix { $0 != " " }
                prompt = PromptState(
                    .command,
                    text: String(name.dropFirst()) + " ",
                    history: commandHistory
                )
                return effects
            }
        default: break
        }
        return []
    }
}
