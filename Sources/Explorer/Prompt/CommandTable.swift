/// The commands of the `:` line.
package struct CommandEntry: Sendable {
    package let name: String
    /// With its arguments, as help shows it.
    package let usage: String
    package let help: String

    /// Every command, in the order of the help.
    static func entry(_ usage: String, _ help: String) -> CommandEntry {
        CommandEntry(
            name: String(usage.dropFirst().prefix { $0 != " " }),
            usage: usage,
            help: help
        )
    }
}

/// Every command of the `:` line, for help, completion and dispatch.
package enum CommandTable {
    package static let entries: [CommandEntry] = [
        .entry(":N", "row N"),
        .entry(":services", "the list of services"),
        .entry(":operations SERVICE", "the operations of a service"),
        .entry(":traces QUERY", "traces that match, in the words of the query line"),
        .entry(
            ":errors [SERVICE] [QUERY]",
            "failures by where they began; of this screen's service or query"
        ),
        .entry(":monitor [SERVICE] [RANGE]", "rate, errors and latency over time, 15m to 24h back"),
        .entry(":trace ID", "one trace: hex, base64, traceparent or a Jaeger UI address"),
        .entry(
            ":save [jaeger|otlp] FILE",
            "write what is shown, or what is marked, as Jaeger or OTLP JSON"
        ),
        .entry(":save! [jaeger|otlp] FILE", "the same, over a file that exists"),
        .entry(
            ":columns [NAME,…]",
            "show these columns of the list, usual for the usual ones; alone says what there are"
        ),
        .entry(":messages", "all messages of this run, with their full text"),
        .entry(":help", "every key and command"),
        .entry(":utc", "times in UTC"),
        .entry(":local", "times in the local zone"),
        .entry(":quit", "leave; so does :q"),
    ]

    /// The names that complete `prefix`.
    package static func names(startingWith prefix: String) -> [String] {
        entries.map(\.name).filter { $0 != "N" && $0.hasPrefix(prefix) }
    }
}
