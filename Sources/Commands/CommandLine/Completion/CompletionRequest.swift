package import Configuration

/// A command line up to the cursor, which may be unfinished and wrong.
///
/// Unlike ``ScannedArguments`` it refuses nothing: a word that nobody knows is passed over.
package struct CompletionRequest: Sendable {
    /// The word at the cursor, as far as it is typed.
    let typed: String
    private(set) var command: CommandWord?
    /// The words that are neither the command, nor options and their values.
    private(set) var arguments: [String] = []
    /// The options given, with their values.
    private(set) var given: [(option: CommandLineOption, value: String?)] = []
    /// The option before the cursor that still needs its value.
    private(set) var pending: CommandLineOption?
    /// Whether `--` was read.
    private(set) var isPastOptions = false

    /// Reads the words after the program's name; the last is the one at the cursor, and may be empty.
    package init(words: [String]) {
        typed = words.last ?? ""
        for word in words.dropLast() { read(word) }
    }

    /// The settings among the options: which server, which file.
    package var flags: FlagValues {
        var flags = FlagValues()
        let names = Set(SettingTable.all.map(\.name))
        for (option, value) in given where names.contains(option.name) {
            flags.append(option.name, value ?? "true", origin: .flag(option.flag))
        }
        return flags
    }

    /// What may be given here: the options of the command, or of all commands as long as there is none.
    var options: [CommandLineOption] {
        guard let command, let description = CommandTable.description(of: command) else {
            return OptionTable.everywhere.flatMap(\.options)
        }
        return description.allOptions
    }

    private mutating func read(_ word: String) {
        if let option = pending {
            pending = nil
            given.append((option, word))
        } else if isPastOptions || word == "-" || !word.hasPrefix("-") {
            readArgument(word)
        } else if word == "--" {
            isPastOptions = true
        } else if word.hasPrefix("--") {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            note(
                OptionTable.all.first { $0.flag == parts[0] },
                value: parts.count == 2 ? String(parts[1]) : nil
            )
        } else {
            readLetters(word.dropFirst())
        }
    }

    /// `-o json`, `-ojson`, or letters of switches in one word.
    private mutating func readLetters(_ letters: Substring) {
        guard let letter = letters.first else { return }
        let rest = letters.dropFirst()
        let option = OptionTable.all.first { $0.letter == letter }
        let takesRest = option?.isSwitch == false && !rest.isEmpty
        note(option, value: takesRest ? String(rest) : nil)
        if !takesRest { readLetters(rest) }
    }

    private mutating func note(_ option: CommandLineOption?, value: String?) {
        guard let option else { return }
        if value == nil, !option.isSwitch {
            pending = option
        } else {
            given.append((option, value))
        }
    }

    private mutating func readArgument(_ word: String) {
        if command == nil, arguments.isEmpty, let known = CommandWord(rawValue: word) {
            command = known
        } else {
            arguments.append(word)
        }
    }
}
