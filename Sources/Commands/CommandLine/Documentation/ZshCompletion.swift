/// Completion for zsh, in the words of `_arguments`.
enum ZshCompletion {
    static var script: String {
        """
        #compdef spoor
        _spoor() {
            local word command=
            local -a everywhere=(
        \(specifications(Completion.everywhere, indent: 8))
            )
            for word in ${words[2,CURRENT-1]}; do
                case $word in
                    \(Completion.commands.joined(separator: "|"))) command=$word; break ;;
                esac
            done
            case $command in
        \(CommandTable.all.map(branch).joined(separator: "\n"))
                *) _arguments $everywhere '*: :_spoor_words' ;;
            esac
        }
        _spoor_words() {
            local -a commands=(
        \(CommandTable.all.map(entry).joined(separator: "\n"))
            )
            _describe command commands
            _files
        }
        if [[ $funcstack[1] == _spoor ]]; then _spoor "$@"; else compdef _spoor spoor; fi

        """
    }

    private static func branch(_ command: CommandDescription) -> String {
        let rest =
            switch command.completion {
            case .nothing: "'*: :()'"
            case .files: "'*: :_files'"
            case .words(let words):
                "'*: :(\((["\(command.word.rawValue)"] + words).joined(separator: " ")))'"
            }
        guard !command.options.isEmpty else {
            return "        \(command.word.rawValue)) _arguments $everywhere \(rest) ;;"
        }
        return """
                    \(command.word.rawValue)) _arguments $everywhere \\
            \(specifications(command.options, indent: 12, continuation: " \\"))
                        \(rest) ;;
            """
    }

    private static func entry(_ command: CommandDescription) -> String {
        "        '\(command.word.rawValue):\(escaped(command.summary))'"
    }

    private static func specifications(
        _ options: [CommandLineOption],
        indent: Int,
        continuation: String = ""
    ) -> String {
        options.flatMap { option in
            let names = [option.flag] + (option.letter.map { ["-\($0)"] } ?? [])
            return names.map { specification(option, name: $0) }
        }.map { String(repeating: " ", count: indent) + $0 + continuation }
            .joined(separator: "\n")
    }

    private static func specification(_ option: CommandLineOption, name: String) -> String {
        let head = (option.isRepeatable ? "*" : "") + name
        guard let metavar = option.metavar else { return "'\(head)[\(escaped(option.help))]'" }
        let action =
            switch option.completion {
            case .nothing: " "
            case .files: "_files"
            case .words(let words): "(\(words.joined(separator: " ")))"
            }
        // A long option takes its value after `=` too.
        let sign = name.hasPrefix("--") ? "=" : "+"
        return "'\(head)\(sign)[\(escaped(option.help))]:\(escaped(metavar)):\(action)'"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("'", with: "").replacing(":", with: "\\:")
            .replacing("[", with: "\\[").replacing("]", with: "\\]")
    }
}
