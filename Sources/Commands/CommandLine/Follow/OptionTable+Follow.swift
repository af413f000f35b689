extension OptionTable {
    static let updates = CommandLineOption(
        "updates",
        "a trace that grew again, too, each time with what it is by then"
    )
    static let summary = CommandLineOption(
        "summary",
        metavar: "DURATION",
        "rates, errors and latencies by service, each such interval, instead of traces"
    )
    static let calls = CommandLineOption(
        "calls",
        "with --summary, count calls where the server's summaries have none: whole traces travel"
    )
    static let count = CommandLineOption(
        "count",
        metavar: "NUMBER",
        "end after so many traces, or intervals of --summary"
    )
    static let duration = CommandLineOption("for", metavar: "DURATION", "end after that time")
    static let reach = CommandLineOption(
        "last",
        metavar: "DURATION",
        "how long before now to begin, 0 for what is new only; 1m"
    )

    static let follow =
        conditions.filter { !$0.isSwitch } + [reach] + conditions.filter(\.isSwitch) + [
            updates, summary, calls, count, duration, columns,
            output(OutputFormat.streams),
        ]
}
