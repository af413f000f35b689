/// Completion for fish.
enum FishCompletion {
    static var script: String {
        var lines = ["# fish completion for spoor", "complete -c spoor -f"]
        let none = "not __fish_seen_subcommand_from \(Completion.commands.joined(separator: " "))"
        lines.append("complete -c spoor -n '\(none)' -F")
        for command in CommandTable.all {
            lines.append(
                "complete -c spoor -n '\(none)' -a \(command.word.rawValue) "
                    + "-d \(quoted(command.summary))"
            )
        }
        lines += Completion.everywhere.map { "complete -c spoor" + option($0) }
        for command in CommandTable.all {
            let condition =
                "complete -c spoor -n '__fish_seen_subcommand_from \(command.word.rawValue)'"
            lines += command.options.map { condition + option($0) }
            switch command.completion {
            case .nothing: break
            case .files: lines.append(condition + " -F")
            case .words(let words):
                lines.append(condition + " -a \(quoted(words.joined(separator: " ")))")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func option(_ option: CommandLineOption) -> String {
        var text = " -l \(option.name)"
        if let letter = option.letter { text += " -s \(letter)" }
        switch option.completion {
        case .nothing where option.metavar == nil: break
        case .nothing: text += " -x"
        case .files: text += " -r -F"
        case .words(let words): text += " -x -a \(quoted(words.joined(separator: " ")))"
        }
        return text + " -d \(quoted(option.help))"
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
    }
}
