import Explorer

extension HelpPane {
    /// Keys and commands, a row each.
    func lines(_ screen: HelpState) -> ScreenLines {
        ScreenLines(
            title: "Keys and commands",
            rowCount: screen.shown.count,
            selected: screen.cursor.selected,
            noun: "keys and commands"
        ) { index in
            switch screen.shown[index] {
            case .heading(let title): title
            case .action(let action, let keys, let help):
                "\(LinearWords.name(of: action)), or the key \(keys): \(help)"
            case .command(let usage, let help): "\(usage): \(help)"
            }
        }
    }
}
