extension CommandTable {
    static let follow = CommandDescription(
        .follow,
        arguments: "[SERVICE] [TERM…]",
        "print new traces as they come, or rates",
        details: [
            "Each trace once, as soon as it is found, or with --updates again when it grew; oldest first "
                + "as far as they are found together. With --summary a line for each service instead, each "
                + "interval, once late spans have had their time; ≥ marks figures of a time that was "
                + "not seen whole.",
            "The server is asked at most 30 times a minute, one question at a time, the cheapest it "
                + "answers. What goes wrong, and what was not seen, is said on standard error; it "
                + "goes on by itself. A TERM is one of the explorer's query line, as for `spoor traces`.",
            "It ends with Ctrl-C, when nobody reads any more, or as --count and --for say.",
        ],
        options: OptionTable.follow,
        examples: [
            .init("spoor follow checkout --errors", "what fails in checkout, as it fails"),
            .init("spoor follow -o ndjson --last 0 | jq -r .traceID", "ids of new traces"),
            .init("spoor follow --summary 10s", "rates, errors and latencies, live"),
        ]
    )
}
