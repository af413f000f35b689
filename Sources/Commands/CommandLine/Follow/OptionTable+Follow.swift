extension OptionTable {
    static let updates = CommandLineOption(
        "updates",
        "print a trace again each time it grew"
    )
    static let summary = CommandLineOption(
        "summary",
        metavar: "DURATION",
        "rates, errors and latencies by service per interval of this length, instead of traces"
    )
    static let calls = CommandLineOption(
        "calls",
        "with --summary, count calls even where only whole traces show them"
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
        "how long before now to begin, 0 for new traces only; default: 1m"
    )

    static let follow =
        conditions.filter { !$0.isSwitch } + [reach] + conditions.filter(\.isSwitch) + [
            updates, summary, calls, count, duration, columns,
            output(OutputFormat.streams),
        ]
}
