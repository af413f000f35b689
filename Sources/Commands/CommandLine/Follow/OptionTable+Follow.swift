extension OptionTable {
    static let updates = CommandLineOption(
        "updates",
        "print a trace again, with its new totals, whenever spans are added to it"
    )
    static let summary = CommandLineOption(
        "summary",
        metavar: "DURATION",
        "rates, errors and latencies by service per interval of this length, instead of traces"
    )
    static let calls = CommandLineOption(
        "calls",
        "with --summary: count calls, downloading whole traces if need be (more traffic)"
    )
    static let count = CommandLineOption(
        "count",
        metavar: "NUMBER",
        "stop after this many traces, or intervals of --summary"
    )
    static let duration = CommandLineOption("for", metavar: "DURATION", "stop after this time")
    static let reach = CommandLineOption(
        "last",
        metavar: "DURATION",
        "time to look back at the start, 0 for new traces only; default: 1m"
    )

    static let follow =
        conditions.filter { !$0.isSwitch } + [reach] + conditions.filter(\.isSwitch) + [
            updates, summary, calls, count, duration, columns,
            output(OutputFormat.streams),
        ]
}
