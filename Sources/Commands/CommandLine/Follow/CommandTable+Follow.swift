extension CommandTable {
    static let follow = CommandDescription(
        .follow,
        arguments: "[SERVICE] [TERM…]",
        "print new traces as they come, or rates",
        details: [
            "Each trace is printed once, as soon as it is found, and with --updates again when it grew; traces "
                + "found together come oldest first. With --summary, each interval gives a line per service instead, "
                + "printed when late spans have had time to arrive; ≥ marks figures of an interval that was "
                + "not seen whole.",
            "The server is asked at most 30 times a minute, one question at a time, the cheapest it "
                + "answers. Standard error says what went wrong and what was not seen; following then "
                + "continues. A TERM is a term of the explorer's query line, as for `spoor traces`.",
            "It ends with Ctrl-C, when nobody reads any more, or as --count and --for say.",
        ],
        options: OptionTable.follow,
        examples: [
            .init("spoor follow checkout --errors", "what fails in checkout, as it fails"),
            .init("spoor follow -o ndjson --last 0 | jq -r .traceID", "ids of new traces"),
            .init("spoor follow --summary 10s", "rates, errors and latencies, live"),
        ],
        completion: .search
    )
}
