/// What `spoor completion SHELL` prints.
package enum Completion {
    package static func script(for shell: Shell) -> String {
        switch shell {
        case .bash: BashCompletion.script
        case .zsh: ZshCompletion.script
        case .fish: FishCompletion.script
        }
    }

    static var commands: [String] { CommandTable.all.map(\.word.rawValue) }
    static var everywhere: [CommandLineOption] { OptionTable.everywhere.flatMap(\.options) }

    /// Every option once, for rules that hold whatever the command.
    static var allOptions: [CommandLineOption] {
        var options = everywhere
        for option in CommandTable.all.flatMap(\.options)
        where !options.contains(where: { $0.name == option.name }) {
            options.append(option)
        }
        return options
    }
}
