extension CommandTable {
    static let follow = CommandDescription(
        .follow,
        arguments: "[SERVICE] [TERM…]",
        "print new traces as they come, or rates",
        details: [
            "Each trace is printed once, as soon as it is found; traces found together come oldest first. With "
                + "--updates, a trace is printed again when spans were added to it. With --summary, each interval "
                + "gives a line per service instead, after waiting for spans that arrive late; ≥ means at least: "
                + "part of the interval could not be read.",
            "The server gets at most 30 requests a minute, one at a time, always the cheapest kind that it "
                + "supports. Standard error says what went wrong and what was not seen; following then "
                + "continues. \(termsAsInTraces)",
            "It stops on Ctrl-C, when its output pipe closes, or after --count or --for.",
        ],
        options: OptionTable.follow,
        examples: [
            .init("spoor follow checkout --errors", "failing traces of checkout as they happen"),
            .init("spoor follow -o ndjson --last 0 | jq -r .traceID", "ids of new traces"),
            .init("spoor follow --summary 10s", "rates, errors and latencies, live"),
        ],
        completion: .search
    )
}
