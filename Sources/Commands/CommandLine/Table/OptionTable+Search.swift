import Explorer

/// Options that say what terms of the query language say.
extension OptionTable {
    static let operation = CommandLineOption(
        "operation",
        metavar: "NAME",
        completion: .operations,
        "only traces with a span of this name"
    )
    static let tag = CommandLineOption(
        "tag",
        metavar: "KEY=VALUE",
        repeatable: true,
        "only traces with a span that has this attribute; may be repeated"
    )
    static let min = CommandLineOption(
        "min",
        metavar: "DURATION",
        "only traces with a span at least this long, such as 100ms"
    )
    static let max = CommandLineOption(
        "max",
        metavar: "DURATION",
        "only traces with a span at most this long"
    )
    static let last = CommandLineOption(
        "last",
        metavar: "DURATION",
        "time to look back, such as 1h: from now, or in files from their newest trace"
    )
    static let from = CommandLineOption("from", metavar: "TIME", "start of the time searched")
    static let to = CommandLineOption("to", metavar: "TIME", "end of the time searched")
    static let errors = CommandLineOption("errors", "only traces with an error")

    /// The options of a search: those that take values, then the switches.
    static let search = options(of: QueryTerm.allCases)
    /// Those among them that are conditions on spans.
    static let conditions = options(of: QueryTerm.allCases.filter(\.isCondition))

    private static func options(of terms: [QueryTerm]) -> [CommandLineOption] {
        let options = terms.compactMap(\.option)
        return options.filter { !$0.isSwitch } + options.filter(\.isSwitch)
    }
}

extension QueryTerm {
    /// How the command line says a term other than as a word `key=value`.
    enum Form {
        /// As the argument SERVICE.
        case argument
        /// As an option that is a setting, too.
        case setting
        case option(CommandLineOption)
        /// As an option without a value, which means this one.
        case toggle(CommandLineOption, String)
        /// In no other way.
        case wordAlone
    }

    var form: Form {
        switch self {
        case .service: .argument
        case .operation: .option(OptionTable.operation)
        case .kind: .wordAlone
        case .error: .toggle(OptionTable.errors, "true")
        case .tag: .option(OptionTable.tag)
        case .minDuration: .option(OptionTable.min)
        case .maxDuration: .option(OptionTable.max)
        case .last: .option(OptionTable.last)
        case .from: .option(OptionTable.from)
        case .to: .option(OptionTable.to)
        case .limit: .setting
        }
    }

    var option: CommandLineOption? {
        switch form {
        case .option(let option), .toggle(let option, _): option
        case .argument, .setting, .wordAlone: nil
        }
    }

    /// The terms that help lists as words, such as `minDuration=100ms`.
    static var listing: String {
        allCases.compactMap { term in
            switch term.form {
            case .argument, .setting: nil
            case .option, .toggle, .wordAlone: "\(term.shownKey)=\(term.sample)"
            }
        }.joined(separator: ", ")
    }
}
