/// Keys that go somewhere: to other screens, views and panes.
extension ActionTable {
    static let going: [ActionEntry] = [
        ActionEntry(
            .open,
            [.enter],
            hint: "open",
            "open: traces, a trace, a span, a value; in help, do what the line says"
        ),
        ActionEntry(
            .back,
            [.escape],
            hint: "back",
            "cancel a request; else clear the narrowing and the marks; else one step back"
        ),
        ActionEntry(
            .quit,
            [.character("q")],
            hint: "quit",
            "one step back; quits at the first screen"
        ),
        ActionEntry(.quitNow, [.character("Q")], "quit at once; so do :q and Ctrl-C twice"),
        ActionEntry(
            .operations,
            [.character("o")],
            on: [.services],
            hint: "operations",
            "operations of the service"
        ),
        ActionEntry(
            .errors,
            [.character("X")],
            on: [.services, .operations, .traces, .monitor, .trace, .span],
            hint: "errors",
            "errors of the service under the cursor; :errors for all services"
        ),
        ActionEntry(
            .monitor,
            [.character("M")],
            on: [.services, .operations, .traces, .errors, .trace, .span],
            hint: "monitor",
            "rate, errors and latency over time of the service under the cursor"
        ),
        ActionEntry(.viewTree, [.character("1")], on: [.trace], hint: "tree", "tree and bars"),
        ActionEntry(
            .viewFlame,
            [.character("2")],
            on: [.trace],
            hint: "cost or time",
            "flame graph of cost; again, icicle of time"
        ),
        ActionEntry(
            .viewStatistics,
            [.character("3")],
            on: [.trace],
            hint: "statistics",
            "statistics of services, operations or any attribute"
        ),
        ActionEntry(.viewSpans, [.character("4")], on: [.trace], hint: "table", "table of spans"),
        ActionEntry(.viewEvents, [.character("5")], on: [.trace], "events of all spans by time"),
        ActionEntry(
            .viewGraph,
            [.character("6")],
            on: [.trace],
            hint: "graph",
            "graph of the trace's services and their calls"
        ),
        ActionEntry(
            .viewJSON,
            [.character("7")],
            on: [.trace],
            hint: "other JSON",
            "the trace as JSON; again, as Jaeger writes it"
        ),
        ActionEntry(
            .groupBy,
            [.character("B")],
            on: [.trace],
            hint: "group by",
            "what statistics group by: a field or attribute, and one for parts"
        ),
        ActionEntry(
            .viewStory,
            [.character("i")],
            on: [.trace],
            hint: "story",
            "the trace in a few sentences; Enter goes to what one is about"
        ),
        ActionEntry(
            .concurrency,
            [.character("K")],
            on: [.trace],
            "how many spans of each service run at once, above the tree, or not"
        ),
        ActionEntry(
            .details,
            [.character("d")],
            on: [.trace],
            hint: "details",
            "the span's details below the tree, on or off"
        ),
        ActionEntry(
            .narrowNames,
            [.character("<")],
            on: [.trace],
            "less room for names, more for bars"
        ),
        ActionEntry(
            .widenNames,
            [.character(">")],
            on: [.trace],
            "more room for names, less for bars"
        ),
        ActionEntry(
            .nextPane,
            [.tab],
            on: [.traces, .monitor, .trace],
            hint: "other pane",
            "next pane: strip, table, tree, details or chart"
        ),
        ActionEntry(.previousPane, [.backTab], on: [.traces, .monitor, .trace], "previous pane"),
        ActionEntry(
            .maximize,
            [.character("O")],
            on: [.traces, .monitor, .trace],
            "the focused pane alone, or all panes again"
        ),
        ActionEntry(
            .breadcrumb,
            [.character("`")],
            "choose a screen of the path above to go back to"
        ),
    ]
}
