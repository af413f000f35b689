import Configuration
import TraceAnalysis

/// The options that there are: those of every command and those of some.
package enum OptionTable {
    /// Options that every command takes, in the groups of help.
    package static let everywhere: [(title: String, options: [CommandLineOption])] = [
        ("Server", SettingTable.server.map(CommandLineOption.init) + [data]),
        ("Appearance", SettingTable.looks.map(CommandLineOption.init)),
        ("Program", SettingTable.program.map(CommandLineOption.init) + [help, version]),
    ]

    /// Every option of every command, each once; one of one name takes a value in all commands or in none.
    static let all: [CommandLineOption] = {
        var options = everywhere.flatMap(\.options)
        for option in CommandTable.all.flatMap(\.options)
        where !options.contains(where: { $0.name == option.name }) {
            options.append(option)
        }
        return options
    }()

    static let data = CommandLineOption(
        "data",
        metavar: "DIR",
        completion: .files,
        variable: false,
        "folder of traces to read instead of a server, as `spoor serve` keeps it; of that command itself, where to keep it"
    )

    static let help = CommandLineOption(
        "help",
        letter: "h",
        variable: false,
        "show help and exit"
    )
    static let version = CommandLineOption(
        "version",
        variable: false,
        "show the version and exit"
    )

    static let showSecrets = CommandLineOption(
        "show-secrets",
        variable: false,
        "show secrets that are at hand; files and commands with secrets are only named"
    )

    /// Options without a variable: they mean one call alone.
    static let withoutVariable =
        all.filter { $0.variable == nil }.map(\.flag)

    static let raw = CommandLineOption(
        "raw",
        "times as recorded, not adjusted for clock skew"
    )

    static let archive = CommandLineOption(
        "archive",
        variable: false,
        "keep the trace in the server's archive too, where it outlives others"
    )

    static let rates = CommandLineOption(
        "rates",
        "with calls per second, share of errors and latencies of the last 15 minutes, if the server has metrics"
    )
    static let file = CommandLineOption(
        "file",
        metavar: "PATH",
        repeatable: true,
        completion: .files,
        "read traces from a file or folder instead of a server; may be repeated, - is standard input"
    )

    static let by = CommandLineOption(
        "by",
        metavar: "KEY",
        completion: .words(SpanGrouping.fields.map(\.name)),
        "what spans are grouped by, an attribute such as http.route, or"
    )
    static let then = CommandLineOption(
        "then",
        metavar: "KEY",
        completion: .words(SpanGrouping.fields.map(\.name)),
        "what groups are divided by, an attribute, or"
    )
    static let sort = CommandLineOption(
        "sort",
        metavar: "COLUMN",
        "the column to sort by; a dash before it turns the order round, as in --sort=-self"
    )

    static let columns = CommandLineOption(
        "columns",
        metavar: "NAME,…",
        "columns to show, in this order; an unknown name lists the known ones"
    )

    static func output(_ formats: [OutputFormat]) -> CommandLineOption {
        CommandLineOption(
            "output",
            letter: "o",
            metavar: "FORMAT",
            completion: .words(formats.map(\.rawValue)),
            outputHelp
        )
    }

    /// What `--output` is, for every command that has it.
    static let outputHelp = "output format"
}
