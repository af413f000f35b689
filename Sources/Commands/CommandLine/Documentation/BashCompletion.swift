/// Completion for bash 4 and later, without the bash-completion package.
enum BashCompletion {
    static var script: String {
        """
        # bash completion for spoor
        _spoor() {
            local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}"
            local word command="" options="" words="" files=""
            # bash splits --name=value in three.
            if [[ $current == "=" ]]; then
                current=""
            elif [[ $previous == "=" ]]; then
                previous="${COMP_WORDS[COMP_CWORD-2]}"
            fi
            for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
                case "$word" in
                    \(Completion.commands.joined(separator: "|"))) command="$word"; break ;;
                esac
            done
            case "$command" in
        \(CommandTable.all.map(branch).joined(separator: "\n"))
                *) words="\(Completion.commands.joined(separator: " "))"; files=1 ;;
            esac
            case "$command:$previous" in
        \(valueBranches)
            esac
            if [[ $current == -* ]]; then
                words="$options \(Completion.everywhere.map(\.flag).joined(separator: " "))"
                files=""
            fi
            COMPREPLY=($(compgen -W "$words" -- "$current"))
            if [[ $files ]]; then
                compopt -o filenames 2>/dev/null
                COMPREPLY+=($(compgen -f -- "$current"))
            fi
        }
        complete -F _spoor spoor

        """
    }

    private static func branch(_ command: CommandDescription) -> String {
        var sets: [String] = []
        if !command.options.isEmpty {
            sets.append("options=\"\(command.options.flatMap(names).joined(separator: " "))\"")
        }
        switch command.completion {
        case .nothing: break
        case .files: sets.append("files=1")
        case .words(let words): sets.append("words=\"\(words.joined(separator: " "))\"")
        }
        let body = sets.isEmpty ? "" : " " + sets.joined(separator: "; ")
        return "        \(command.word.rawValue))\(body) ;;"
    }

    /// What follows an option that takes a value.
    private static var valueBranches: String {
        var lines: [String] = []
        for command in CommandTable.all {
            for option in command.options where option.metavar != nil {
                lines.append(branch(option, prefix: "\(command.word.rawValue):"))
            }
        }
        lines += Completion.everywhere.filter { $0.metavar != nil }.map { branch($0, prefix: "*:") }
        return lines.joined(separator: "\n")
    }

    private static func branch(_ option: CommandLineOption, prefix: String) -> String {
        let pattern = names(option).map { prefix + $0 }.joined(separator: "|")
        let body =
            switch option.completion {
            case .nothing: "return"
            case .files: "words=\"\"; files=1"
            case .words(let words): "words=\"\(words.joined(separator: " "))\"; files=\"\""
            }
        return "        \(pattern)) \(body) ;;"
    }

    private static func names(_ option: CommandLineOption) -> [String] {
        (option.letter.map { ["-\($0)"] } ?? []) + [option.flag]
    }
}
