import Explorer
import TraceAnalysis

/// The views of one trace as commands.
extension CommandTable {
    static let views: [CommandDescription] = [
        view(
            .stats,
            "print figures of a trace's spans by service, operation or any attribute",
            details: [
                "Of each group: its spans, its calls (those whose parent is in another group), failed spans, durations "
                    + "added up (which may exceed the trace's), time of its own, its share of the critical path, and the "
                    + "shortest, median, 95th percentile and longest duration, which are durations that occur.",
                "KEY is \(SpanGrouping.fields.map(\.name).joined(separator: ", ")), or the key of an attribute of the "
                    + "span or else of its resource; tag. before a key says that an attribute is meant. Spans without it are a "
                    + "group too.",
            ],
            options: [OptionTable.by, OptionTable.then, OptionTable.sort],
            examples: [
                .init("spoor stats 4bf92f3577b34da6", "by service"),
                .init(
                    "spoor stats 4bf92f3577b34da6 --by operation --then http.route --sort p95",
                    "by operation and route, the slowest first"
                ),
            ]
        ),
        view(
            .flame,
            "print the flame graph of a trace: what its spans cost together",
            details: [
                "Spans of one service and name below the same box are one box; its cost is their durations added up. A box "
                    + "stands below that of its callers, the costliest first."
            ],
            examples: [
                .init("spoor flame 4bf92f3577b34da6", "boxes and what each cost"),
                .init(
                    "spoor flame 4bf92f3577b34da6 -o ndjson | jq -s 'max_by(.selfNanos)'",
                    "the box that took longest itself"
                ),
            ]
        ),
        view(
            .spans,
            "print the spans of a trace as a table, sorted by any column",
            options: [OptionTable.sort],
            examples: [
                .init("spoor spans 4bf92f3577b34da6 --sort self", "what took longest itself first"),
                .init(
                    "spoor spans 4bf92f3577b34da6 --columns service,name,tag.http.route",
                    "with an attribute as a column"
                ),
            ]
        ),
        view(
            .events,
            "print the events of all spans of a trace by time",
            examples: [.init("spoor events 4bf92f3577b34da6", "logs and exceptions as they came")]
        ),
        view(
            .graph,
            "print the services of a trace and who calls whom",
            details: [
                "A call is a span whose parent is of another service. A client with that server as its only child is one "
                    + "call with it, and WAY is what the client waited beyond the server's time. A client with nothing below "
                    + "it calls the peer that peer.service, server.address or net.peer.name names."
            ],
            examples: [.init("spoor graph 4bf92f3577b34da6", "services, callers first")]
        ),
    ]

    private static func view(
        _ word: CommandWord,
        _ summary: String,
        details: [String] = [],
        options: [CommandLineOption] = [],
        examples: [CommandDescription.Example]
    ) -> CommandDescription {
        CommandDescription(
            word,
            arguments: "TRACE",
            summary,
            details: [traceForms] + details,
            options: options + [
                OptionTable.raw, OptionTable.file, OptionTable.columns,
                OptionTable.output(OutputFormat.lists),
            ],
            examples: examples
        )
    }
}
