import Configuration

/// What `--help` prints.
package enum HelpText {
    static let summary = "explore traces of any Jaeger-compatible API in a terminal"
    static let usages = [
        "spoor [CONTEXT | URL | TRACE | FILE…] [OPTION…]",
        "spoor COMMAND [ARGUMENT…] [OPTION…]",
    ]
    static let words =
        "A word without a command is an existing file (- is standard input), a trace id or a "
        + "pasted address of Jaeger's UI, or a context of the configuration file."
    static let layers: String =
        "Every option of every command also has a variable, such as SPOOR_MAX_TIME for --max-time and "
        + "SPOOR_OUTPUT for --output, except \(exceptions), which are for one call alone. The variable of an option "
        + "without a value is true or false; that of an option that may be repeated has one value per line. "
        + "Options override variables; variables override the configuration file. "
        + "Secrets are never arguments: they come from SPOOR_TOKEN and SPOOR_PASSWORD, from a file, or "
        + "from a command. They go only to the server that they were given for; a pasted link to another one "
        + "gets none without --send-credentials. `spoor config` shows every setting and where it comes from."
    private static var exceptions: String {
        let flags = OptionTable.withoutVariable
        return flags.dropLast().joined(separator: ", ") + " and " + (flags.last ?? "")
    }
    private static let column = 27

    /// Help of the program.
    package static var program: String {
        let commands = CommandTable.all.map { ($0.word.rawValue, $0.summary) }
        let sections =
            [
                "spoor: " + summary,
                usages.enumerated().map { ($0 == 0 ? "Usage: " : "       ") + $1 }
                    .joined(separator: "\n"),
                Paragraph.lines(words).joined(separator: "\n"),
                "Commands:\n" + Paragraph.definitions(commands, column: 14),
            ] + OptionTable.everywhere.map { section("\($0.title) options", $0.options) } + [
                Paragraph.lines(layers).joined(separator: "\n"),
                exitCodes,
            ]
        return sections.joined(separator: "\n\n") + "\n"
    }

    /// Help of one command.
    package static func command(_ word: CommandWord) -> String {
        guard let description = CommandTable.description(of: word) else { return program }
        var sections = [
            "\(description.usage)",
            "\(description.summary.prefix(1).uppercased() + description.summary.dropFirst()).",
        ]
        sections += description.details.map { Paragraph.lines($0).joined(separator: "\n") }
        if !description.options.isEmpty { sections.append(section("Options", description.options)) }
        if !description.examples.isEmpty {
            let examples = description.examples.map { "  \($0.line)\n      \($0.meaning)" }
            sections.append("Examples:\n" + examples.joined(separator: "\n"))
        }
        sections.append("Options common to all commands: `spoor --help`.")
        return sections.joined(separator: "\n\n") + "\n"
    }

    private static func section(_ title: String, _ options: [CommandLineOption]) -> String {
        let entries = options.map { ($0.usage, $0.helpWithChoices) }
        return "\(title):\n" + Paragraph.definitions(entries, column: column)
    }

    private static var exitCodes: String {
        let codes = ExitCode.allCases.map { ("\($0.rawValue)", $0.meaning) }
        return "Exit codes:\n" + Paragraph.definitions(codes, column: 7)
    }
}
