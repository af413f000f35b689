extension ScreenContext {
    /// Opens the keys of a screen; help about help is help itself.
    mutating func openHelp(for kind: ScreenKind) {
        guard kind != .help else {
            return say("This is the help: Enter does what a line says, Esc goes back.")
        }
        open(HelpState(for: kind, keyMap: settings.keyMap))
    }
}

extension HelpState {
    package mutating func perform(_ action: Action, _ context: inout ScreenContext) {
        if move(action, context) { return }
        switch action {
        case .search: promptToNarrow(&context)
        case .open:
            if let selected {
                run(selected, &context)
            } else {
                context.say("Nothing is selected.")
            }
        default: context.sayIdle(action)
        }
    }

    private func run(_ row: Row, _ context: inout ScreenContext) {
        switch row {
        case .heading: context.say("This is a heading; j goes on to its keys.")
        case .action(let chosen, _, _):
            context.goBack()
            context.add(.perform(chosen))
        case .command(let usage, _):
            context.goBack()
            context.add(.type(String(usage.prefix { $0 != " " }.dropFirst()) + " "))
        }
    }
}
