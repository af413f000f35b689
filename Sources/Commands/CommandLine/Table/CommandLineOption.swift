import Configuration

/// An option as help, completion and parsing know it.
package struct CommandLineOption: Sendable {
    /// What a shell offers as the value, or as the arguments of a command.
    enum Completion: Sendable, Equatable {
        case nothing
        case files
        case words([String])
        /// The contexts of the configuration file.
        case contexts
        /// The services of the server's last answer.
        case services
        /// The operations of the service on the command line, as last answered.
        case operations
        /// A service and terms of the query language.
        case search
    }

    /// Without dashes.
    package let name: String
    let letter: Character?
    /// What stands for the value in help; `nil` for a switch.
    let metavar: String?
    let isRepeatable: Bool
    let completion: Completion
    /// What it does, in a phrase.
    let help: String
    /// The variable that says the same; nil for what is said for one call alone.
    let variable: String?
    /// Where the configuration file says the same.
    let key: String?

    init(
        _ name: String,
        letter: Character? = nil,
        metavar: String? = nil,
        repeatable: Bool = false,
        completion: Completion = .nothing,
        variable: Bool = true,
        _ help: String
    ) {
        self.name = name
        self.letter = letter
        self.metavar = metavar
        isRepeatable = repeatable
        self.completion = completion
        self.help = help
        self.variable = variable ? Setting.variable(ofFlag: name) : nil
        key = nil
    }

    init(_ setting: Setting) {
        name = setting.name
        letter = nil
        metavar = setting.metavar
        isRepeatable = setting.isRepeatable
        help = setting.help
        variable = setting.hasVariable ? setting.variable : nil
        key = setting.key
        completion =
            switch setting.kind {
            case _ where setting.name == SettingTable.context.name: .contexts
            case .path: .files
            case .choice(let names): .words(names)
            default: .nothing
            }
    }

    package var flag: String { "--" + name }
    /// Whether it takes no value.
    var isSwitch: Bool { metavar == nil }

    /// How it is typed: `-o, --output FORMAT`.
    var usage: String {
        let short = letter.map { "-\($0), " } ?? ""
        return short + flag + (metavar.map { " " + $0 } ?? "")
    }

    /// The help's phrase, with the words to choose from.
    var helpWithChoices: String {
        guard case .words(let words) = completion else { return help }
        return help + ": " + words.joined(separator: ", ")
    }
}
