/// One line of the table that bindings, hints, the help screen and `docs/keys.md` are made from.
package struct ActionEntry: Sendable {
    package let action: Action
    package let keys: [KeyPress]
    /// The screens where the action exists; empty for everywhere.
    package let screens: Set<ScreenKind>
    /// A word or two for the hint line; empty to leave it out there.
    package let hint: String
    /// What it does, in a few words.
    package let help: String

    init(
        _ action: Action,
        _ keys: [KeyPress],
        on screens: Set<ScreenKind> = [],
        hint: String = "",
        _ help: String
    ) {
        self.action = action
        self.keys = keys
        self.screens = screens
        self.hint = hint
        self.help = help
    }

    /// Whether the action exists on `screen`.
    package func applies(to screen: ScreenKind) -> Bool {
        screens.isEmpty || screens.contains(screen)
    }
}

/// Every action with its keys, in the order that help lists them.
package enum ActionTable {
    package static let entries: [ActionEntry] =
        moving + going + searching + reading + changing + program

    /// The line of an action.
    package static func entry(of action: Action) -> ActionEntry? {
        entries.first { $0.action == action }
    }

    private static let moving: [ActionEntry] = [
        ActionEntry(.down, [.character("j"), .down, .control("n")], "one row down"),
        ActionEntry(.up, [.character("k"), .up, .control("p")], "one row up"),
        ActionEntry(.halfPageDown, [.control("d")], "half a page down"),
        ActionEntry(.halfPageUp, [.control("u")], "half a page up"),
        ActionEntry(.pageDown, [.pageDown, .control("f")], "a page down"),
        ActionEntry(.pageUp, [.pageUp, .character("b")], "a page up"),
        ActionEntry(.top, [.character("g"), .home], "first row"),
        ActionEntry(
            .bottom,
            [.character("G"), .end],
            "last row; 12G goes to row 12, as :12 does"
        ),
        ActionEntry(
            .left,
            [.character("h"), .left],
            on: [.trace, .traces, .monitor, .span],
            hint: "left",
            "fold, or go to the parent; pan when zoomed; scroll left; earlier"
        ),
        ActionEntry(
            .right,
            [.character("l"), .right],
            on: [.trace, .traces, .monitor, .span],
            hint: "right",
            "unfold; pan when zoomed; scroll right; later"
        ),
    ]

    private static let going: [ActionEntry] = [
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

    private static let searching: [ActionEntry] = [
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

    private static let reading: [ActionEntry] = [
        ActionEntry(.fold, [.character(" ")], on: [.trace, .span], hint: "fold", "fold or unfold"),
        ActionEntry(
            .foldLevel,
            [.character("-")],
            on: [.trace],
            "fold one level more: the deepest on screen; 9- folds nine"
        ),
        ActionEntry(
            .unfoldLevel,
            [.character("+"), .character("=")],
            on: [.trace],
            "unfold one level more"
        ),
        ActionEntry(.foldAll, [.character("_")], on: [.trace], "fold all"),
        ActionEntry(.unfoldAll, [.character("*")], on: [.trace], "unfold all"),
        ActionEntry(
            .parent,
            [.character("p")],
            on: [.trace, .span],
            hint: "parent",
            "the parent span"
        ),
        ActionEntry(
            .nextSibling,
            [.character("}")],
            on: [.trace, .span],
            hint: "sibling",
            "next sibling"
        ),
        ActionEntry(.previousSibling, [.character("{")], on: [.trace, .span], "previous sibling"),
        ActionEntry(
            .zoomIn,
            [.character("z")],
            on: [.trace],
            hint: "zoom",
            "zoom to the span's time, or to a box"
        ),
        ActionEntry(.zoomOut, [.character("Z")], on: [.trace], "zoom out"),
        ActionEntry(
            .reroot,
            [.character("r")],
            on: [.trace],
            "only the span and what is below it, or all spans again"
        ),
        ActionEntry(
            .hideShorter,
            [.character("T")],
            on: [.trace],
            "hide spans shorter than a duration"
        ),
        ActionEntry(
            .criticalOnly,
            [.character("c")],
            on: [.trace],
            "only spans on the critical path, or all spans again"
        ),
        ActionEntry(
            .adjustTimes,
            [.character("A")],
            on: [.trace],
            "times as recorded, or corrected for clock skew"
        ),
        ActionEntry(
            .attribute,
            [.character("a")],
            on: [.trace, .span],
            hint: "attribute",
            "act on the attribute under the cursor: then t traces of this service with it, T of all services, f find it in this trace, & only spans with it, g group statistics by it, y copy, l open its link"
        ),
    ]
}
