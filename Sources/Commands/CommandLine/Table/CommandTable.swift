import Explorer
import WireFormats

/// All commands, in the order of help: the one table that parsing, help, the manual page and the
/// shells' completions are made from.
package enum CommandTable {
    package static let all: [CommandDescription] =
        beforeViews + views + afterViews

    private static let beforeViews: [CommandDescription] = [
        CommandDescription(
            .services,
            "list the services that the server knows",
            options: [
                OptionTable.rates, OptionTable.file, OptionTable.columns,
                OptionTable.output(OutputFormat.lists),
            ],
            examples: [
                .init("spoor services --url http://jaeger:16686", "one service per line"),
                .init("spoor services -o json | jq -r '.services[].name'", "the same for a script"),
            ]
        ),
        CommandDescription(
            .operations,
            arguments: "SERVICE",
            "list the operations of a service",
            options: [
                OptionTable.file, OptionTable.columns, OptionTable.output(OutputFormat.lists),
            ],
            examples: [.init("spoor operations checkout", "its operations with their kinds")],
            completion: .services
        ),
        traces,
        errors,
        follow,
        CommandDescription(
            .monitor,
            arguments: "SERVICE",
            "print rate, errors and latency over time",
            details: [
                "Divides the time into sixty slices, by default the last hour, and reads the server's metrics. If the "
                    + "server has none, the figures come from a search: traces are counted instead of calls, "
                    + "and a note says so."
            ],
            options: [
                OptionTable.operation, OptionTable.last, OptionTable.file,
                OptionTable.columns, OptionTable.output(OutputFormat.lists),
            ],
            examples: [.init("spoor monitor checkout --last 6h", "a row every six minutes")],
            completion: .services
        ),
        CommandDescription(
            .trace,
            arguments: "TRACE",
            "show one trace as a tree",
            details: [traceForms],
            options: [
                OptionTable.raw, OptionTable.archive, OptionTable.file, OptionTable.columns,
                OptionTable.output(OutputFormat.oneTrace),
            ],
            examples: [
                .init("spoor trace 4bf92f3577b34da6a3ce929d0e0e4736", "its spans as a tree"),
                .init("spoor trace 4bf92f3577b34da6 -o otlp > trace.json", "keep it as OTLP JSON"),
            ]
        ),
        CommandDescription(
            .span,
            arguments: "TRACE [SPAN]",
            "show one span with its attributes and events",
            details: [
                traceForms,
                "SPAN is the span's id; it can be left out where TRACE points at a span, as a "
                    + "traceparent does.",
            ],
            options: [
                OptionTable.raw, OptionTable.file, OptionTable.columns,
                OptionTable.output(OutputFormat.lists),
            ],
            examples: [.init("spoor span 4bf92f3577b34da6 00f067aa0ba902b7", "one span of a trace")]
        ),
        CommandDescription(
            .find,
            arguments: "TRACE EXPRESSION",
            "find spans in one trace by text or conditions",
            details: [
                "EXPRESSION is what `/` in a trace takes. With an operator or a parenthesis it is conditions on one "
                    + "span: `duration>100ms and service=payment and not http.response.status_code=200`. Without, "
                    + "or in double quotes, it is a text to find anywhere in a span.",
                ExpressionLanguage.summary,
                traceForms,
            ],
            options: [
                OptionTable.raw, OptionTable.file, OptionTable.columns,
                OptionTable.output(OutputFormat.lists),
            ],
            examples: [
                .init(
                    "spoor find 4bf92f3577b34da6 'self>100ms or (error)'",
                    "what took long or failed"
                ),
                .init(
                    "spoor find 4bf92f3577b34da6 db.system=redis -o ndjson | wc -l",
                    "how often redis was called"
                ),
            ]
        ),
    ]

    private static let afterViews: [CommandDescription] = [
        CommandDescription(
            .open,
            arguments: "FILE…",
            "explore traces in files, folders or standard input (-)",
            details: [
                "On a terminal the explorer opens. With --output or --columns, or when the output is a pipe, the "
                    + "traces are listed as `spoor traces` lists them.",
                "Files may be plain, compressed with gzip, zstd, bzip2, xz, lzip, lz4 or compress, or in archives, "
                    + "tar or zip. Each file in an archive is read like a file in a folder, and unpacked again if "
                    + "it is packed.",
                "The format is detected from the content; the file name does not matter. What stands around the traces is "
                    + "skipped: other JSON, the prefixes of a logger, lines of something else. Text may be UTF-8 or "
                    + "UTF-16. The formats are:",
            ] + TraceFormat.allCases.map { "\($0.name): \($0.origin)." },
            options: [OptionTable.columns, OptionTable.output(OutputFormat.traces)],
            examples: [
                .init("spoor open trace.json", "the same as spoor trace.json"),
                .init("curl -s URL | spoor open -", "from standard input"),
                .init("spoor open Samples/ -o ndjson", "one summary per line"),
            ],
            completion: .files
        ),
        convert,
        demo,
        serve,
        store,
        CommandDescription(
            .config,
            "show every setting and where it comes from, secrets masked",
            details: [
                "The names are those of the configuration file. A mistake that would keep the explorer from starting, such "
                    + "as a key for an action that does not exist, is an error here too."
            ],
            options: [OptionTable.showSecrets, OptionTable.output([.table, .json])],
            examples: [.init("spoor config --context prod", "what prod would use")]
        ),
        CommandDescription(
            .completion,
            arguments: "SHELL",
            "print the completion for bash, zsh or fish",
            examples: [.init("eval \"$(spoor completion bash)\"", "complete in this shell")],
            completion: .words(Shell.allCases.map(\.rawValue))
        ),
        CommandDescription(
            .man,
            "print the manual page",
            examples: [.init("spoor man | man -l -", "read it")]
        ),
        CommandDescription(
            .help,
            arguments: "[COMMAND]",
            "show help, for one command or for the program",
            completion: .words(CommandWord.allCases.map(\.rawValue))
        ),
    ]

    static let traceForms =
        "TRACE is a trace id in hexadecimal or base64, a UUID, a text that a file has for an id, a W3C "
        + "traceparent, or the address of the trace in Jaeger's UI, which names the server too."

    static let termsAsInTraces =
        "A TERM is written KEY=VALUE, as in the explorer's query line; `spoor help traces` lists them."

    private static let traces = CommandDescription(
        .traces,
        arguments: "[SERVICE] [TERM…]",
        "search traces",
        details: [
            "A TERM is written KEY=VALUE, as in the explorer's query line: \(QueryTerm.listing). "
                + "One and the same span must meet all conditions.",
            "With --output jaeger or otlp, whole traces are downloaded.",
        ],
        options: OptionTable.search + [
            OptionTable.file, OptionTable.columns, OptionTable.output(OutputFormat.traces),
        ],
        examples: [
            .init("spoor traces checkout --errors --last 1h", "what failed in the last hour"),
            .init(
                "spoor traces checkout --min 1s -o ndjson | jq -r .traceID",
                "ids of slow traces"
            ),
        ],
        completion: .search
    )

    private static let errors = CommandDescription(
        .errors,
        arguments: "[SERVICE] [TERM…]",
        "group failures by where they began",
        details: [
            "Reads traces with errors, by default of the last 15 minutes, and counts each failure once, at the "
                + "deepest span that failed. Messages that differ only in numbers, ids or quoted values are "
                + "grouped together.",
            "Marks say what became of a failure. Swallowed: a calling span did not fail. Retried: a later call "
                + "with the same name succeeded. Late: the failure ended after its parent, which did not fail.",
            "\(termsAsInTraces) --limit is the number of traces to read, "
                + "\(ErrorSearch.traceLimit) by default; limits.limit of the configuration file is about lists of "
                + "traces only.",
        ],
        // `--errors` is implied.
        options: OptionTable.search.filter { $0.name != OptionTable.errors.name } + [
            OptionTable.file, OptionTable.columns, OptionTable.output(OutputFormat.lists),
        ],
        examples: [
            .init("spoor errors checkout --last 1h", "what went wrong in traces of checkout"),
            .init(
                "spoor errors -o json | jq '.errors[] | [.count, .service, .message]'",
                "for a script"
            ),
        ],
        completion: .search
    )

    /// The description of a command.
    package static func description(of word: CommandWord) -> CommandDescription? {
        all.first { $0.word == word }
    }
}
