extension ScreenContext {
    /// Opens the keys of a screen; help about help is help itself.
    mutating func openHelp(for kind: ScreenKind) {
        if kind != .help { open(HelpState(for: kind, keyMap: settings.keyMap)) }
    }
}

extension HelpState {
    package mutating func perform(_ action: Action, _ context: inout ScreenContext) {
        if move(action) { return }
        switch action {
        case .search: promptToNarrow(&context)
        case .open: if let selected { run(selected, &context) }
        default: break
        }
    }

    private func run(_ row: Row, _ context: inout ScreenContext) {
        switch row {
        case .heading: break
        case .action(let chosen, _, _):
            context.goBack()
            context.add(.perform(chosen))
        case .command(let usage, _):
            context.goBack()
            context.add(.type(String(usage.prefix { $0 != " " }.dropFirst()) + " "))
        }
    }
}
