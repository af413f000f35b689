/// Keys that search, walk from hit to hit, and follow.
extension ActionTable {
    static let searching: [ActionEntry] = [
        ActionEntry(
            .search,
            [.character("/")],
            on: Set(ScreenKind.allCases).subtracting([.monitor]),
            hint: "find",
            "narrow a list or attributes; find text in a trace, or spans by conditions: duration>100ms and error"
        ),
        ActionEntry(
            .nextHit,
            [.character("n")],
            on: [.trace, .value],
            hint: "next hit",
            "next hit"
        ),
        ActionEntry(.previousHit, [.character("N")], on: [.trace, .value], "previous hit"),
        ActionEntry(
            .onlyHits,
            [.character("&")],
            on: [.trace],
            hint: "only hits",
            "only hits with their ancestors, or all spans again; asks what to find if nothing was searched for"
        ),
        ActionEntry(
            .nextError,
            [.character("e")],
            on: [.trace, .traces],
            hint: "next error",
            "next error"
        ),
        ActionEntry(.previousError, [.character("E")], on: [.trace, .traces], "previous error"),
        ActionEntry(
            .nextSmell,
            [.character("]")],
            on: [.trace],
            hint: "next smell",
            "next smell: a pattern that means trouble, such as a repeated query"
        ),
        ActionEntry(.previousSmell, [.character("[")], on: [.trace], "previous smell"),
        ActionEntry(
            .nextSlowest,
            [.character("S")],
            on: [.trace],
            "the span with the most time of its own, then the next after it"
        ),
        ActionEntry(
            .nextCritical,
            [.character("C")],
            on: [.trace],
            "next span on the critical path"
        ),
        ActionEntry(
            .nextOfService,
            [.character("m")],
            on: [.trace],
            "next span of my service: the one searched by, else the selected span's"
        ),
        ActionEntry(.editQuery, [.character("f")], on: [.traces], hint: "query", "edit the query"),
        ActionEntry(
            .follow,
            [.character("F")],
            on: [.services, .operations, .traces, .errors, .monitor, .trace],
            hint: "follow",
            "follow live (in a trace, its late spans), or stop"
        ),
        ActionEntry(
            .mark,
            [.character(" ")],
            on: [.traces],
            hint: "mark",
            "mark the row, or unmark it; while rows are marked, a followed list does not move"
        ),
        ActionEntry(
            .letIn,
            [.character(".")],
            on: [.traces],
            hint: "update",
            "show the new rows that are waiting"
        ),
        ActionEntry(
            .sliceStart,
            [.character("[")],
            on: [.traces],
            hint: "slice from",
            "start of a time slice in the strip"
        ),
        ActionEntry(
            .sliceEnd,
            [.character("]")],
            on: [.traces],
            hint: "slice to",
            "end of the time slice; Enter searches it"
        ),
        ActionEntry(
            .shorterRange,
            [.character("-")],
            on: [.monitor],
            hint: "less time",
            "the next shorter range of time"
        ),
        ActionEntry(
            .longerRange,
            [.character("+"), .character("=")],
            on: [.monitor],
            hint: "more time",
            "the next longer range of time"
        ),
        ActionEntry(
            .sort,
            [.character("s")],
            on: [.traces, .services, .operations, .errors, .trace],
            hint: "sort",
            "next order of the table"
        ),
        ActionEntry(
            .invertSort,
            [.character("I")],
            on: [.traces, .services, .operations, .errors, .trace],
            "invert the order"
        ),
        ActionEntry(
            .pin,
            [.character("*")],
            on: [.services],
            hint: "pin",
            "pin the service to the top, or unpin it"
        ),
    ]
}
