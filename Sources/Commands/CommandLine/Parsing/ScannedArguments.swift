import Configuration
import TerminalText

/// A command line split into command, options and words, all names known to be right.
struct ScannedArguments {
    /// The command, if the first word names one.
    let command: CommandWord?
    /// The other words, in order.
    let words: [String]
    private let options: [(option: CommandLineOption, value: String?)]
    /// The names of options that a variable gave, not the command line.
    private let variables: Set<String>

    /// Splits `arguments`, which do not have the program's name, and adds what variables say of options that are not given.
    init(
        _ arguments: [String],
        environment: [String: String] = [:]
    ) throws(CommandLineError) {
        let command = Self.command(of: arguments)
        let description = command.flatMap(CommandTable.description)
        let known = description?.allOptions ?? OptionTable.everywhere.flatMap(\.options)
        var words: [String] = []
        var options: [(CommandLineOption, String?)] = []
        for item in OptionScanner.scan(arguments, options: known) {
            switch item {
            case .word(let word): words.append(word)
            case .option(let option, let value): options.append((option, value))
            case .problem(let problem): throw problem.error(for: command, known: known)
            }
        }
        self.command = command
        self.words = command == nil ? words : Array(words.dropFirst())
        let more = try OptionVariables(environment: environment).options(
            description?.options ?? [],
            besides: options.map(\.0),
            words: self.words
        )
        variables = Set(more.map(\.option.name))
        self.options = options + more
    }

    /// The first word among the options of all commands decides; an option of one name takes a value
    /// in all of them or in none, so this finds the same word as the command's own options do.
    private static func command(of arguments: [String]) -> CommandWord? {
        for case .word(let word) in OptionScanner.scan(arguments, options: OptionTable.all) {
            return CommandWord(rawValue: word)
        }
        return nil
    }

    /// Whether a switch was given.
    func has(_ option: CommandLineOption) -> Bool {
        options.contains { $0.option.name == option.name }
    }

    /// The values of an option, in order.
    func values(_ option: CommandLineOption) -> [TypedText] {
        let place = variables.contains(option.name) ? option.variable ?? option.flag : option.flag
        return options.filter { $0.option.name == option.name }.compactMap { given in
            given.value.map { TypedText($0, place: place) }
        }
    }

    /// The settings among the options.
    var settings: FlagValues {
        var flags = FlagValues()
        let names = Set(SettingTable.all.map(\.name))
        for (option, value) in options where names.contains(option.name) {
            flags.append(option.name, value ?? "true", origin: .flag(option.flag))
        }
        return flags
    }
}

extension OptionScanner.Problem {
    fileprivate func error(
        for command: CommandWord?,
        known: [CommandLineOption]
    ) -> CommandLineError {
        let program = "spoor" + (command.map { " " + $0.rawValue } ?? "")
        switch self {
        case .abbreviated(let typed, let option):
            return CommandLineError(
                "`\(typed)` is not an option of `\(program)`; did you mean `\(option.flag)`?"
            )
        case .missingValue(let option):
            return CommandLineError("`\(option.flag)` needs a value: `\(option.usage)`.")
        case .unexpectedValue(let option):
            return CommandLineError("`\(option.flag)` is a switch and takes no value.")
        case .unknown(let typed):
            let owners = CommandTable.all.filter { $0.options.contains { $0.flag == typed } }
            if let owner = owners.first {
                return CommandLineError(
                    "`\(typed)` is not an option of `\(program)`, but of "
                        + "`spoor \(owner.word.rawValue)`."
                )
            }
            let hint = NearestName.hint(typed, among: known.map(\.flag))
            let help = "; `\(program) --help` lists all."
            return CommandLineError(
                "`\(typed)` is not an option of `\(program)`\(hint.isEmpty ? help : hint)"
            )
        }
    }
}
