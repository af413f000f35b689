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

    fileprivate init(
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
            "fold, or to the parent; pan when zoomed; scroll; earlier"
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
        ActionEntry(.open, [.enter], hint: "open", "go in: traces, spans, values, what help lists"),
        ActionEntry(
            .back,
            [.escape],
            hint: "back",
            "cancel what is running, else undo narrowing or marks, else one step back"
        ),
        ActionEntry(
            .quit,
            [.character("q")],
            hint: "leave",
            "one step back; leaves at the first screen"
        ),
        ActionEntry(.quitNow, [.character("Q")], "leave at once; so do :q and Ctrl-C twice"),
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
            "errors of the service under the cursor; :errors for those of all"
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
            .details,
            [.character("d")],
            on: [.trace],
            hint: "details",
            "the span's details below the tree, on or off"
        ),
        ActionEntry(
            .nextPane,
            [.tab],
            on: [.traces, .monitor, .trace],
            hint: "other pane",
            "next pane: strip and table, tree and details, charts"
        ),
        ActionEntry(.previousPane, [.backTab], on: [.traces, .monitor, .trace], "previous pane"),
        ActionEntry(
            .maximize,
            [.character("O")],
            on: [.traces, .monitor, .trace],
            "the focused pane alone, or all again"
        ),
        ActionEntry(.breadcrumb, [.character("`")], "choose a crumb of the path to go back to"),
    ]

    private static let searching: [ActionEntry] = [
        ActionEntry(
            .search,
            [.character("/")],
            on: Set(ScreenKind.allCases).subtracting([.monitor]),
            hint: "find",
            "narrow a list or attributes; find names, values, events in a trace or text"
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
            "only hits with their ancestors, or all spans again; searches first if nothing was"
        ),
        ActionEntry(
            .nextError,
            [.character("e")],
            on: [.trace, .traces],
            hint: "next error",
            "next error"
        ),
        ActionEntry(.previousError, [.character("E")], on: [.trace, .traces], "previous error"),
        ActionEntry(.editQuery, [.character("f")], on: [.traces], hint: "query", "edit the query"),
        ActionEntry(
            .follow,
            [.character("F")],
            on: [.services, .operations, .traces, .errors, .monitor, .trace],
            hint: "follow",
            "follow live, in a trace its late spans; or stop"
        ),
        ActionEntry(
            .mark,
            [.character(" ")],
            on: [.traces],
            hint: "mark",
            "mark the row, or unmark it; marks keep a followed list from moving"
        ),
        ActionEntry(
            .letIn,
            [.character(".")],
            on: [.traces],
            hint: "update",
            "show the new rows that wait"
        ),
        ActionEntry(
            .sliceStart,
            [.character("[")],
            on: [.traces],
            hint: "slice from",
            "time slice in the strip: its start"
        ),
        ActionEntry(
            .sliceEnd,
            [.character("]")],
            on: [.traces],
            hint: "slice to",
            "time slice in the strip: its end; Enter searches it"
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
            "only the span and what is below it, or all again"
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
            "only spans on the critical path, or all again"
        ),
        ActionEntry(
            .adjustTimes,
            [.character("A")],
            on: [.trace],
            "times as sent, or corrected for clock skew"
        ),
    ]

    private static let changing: [ActionEntry] = [
        ActionEntry(
            .copy,
            [.character("y")],
            hint: "copy",
            "copy, all marked ones at once: then v value, k key=value, i span id, I trace id, j JSON, c curl, s summary, m Markdown, u link"
        ),
        ActionEntry(
            .pager,
            [.character("|")],
            hint: "pager",
            "all of what is shown as text in $PAGER"
        ),
        ActionEntry(.zone, [.character("U")], "times in UTC or local"),
    ]

    private static let program: [ActionEntry] = [
        ActionEntry(.command, [.character(":")], hint: "command", "command line"),
        ActionEntry(
            .help,
            [.character("?"), .function(1)],
            hint: "help",
            "every key; Enter runs what is selected"
        ),
        ActionEntry(.refresh, [.character("R"), .function(5)], hint: "ask again", "ask again"),
        ActionEntry(.repaint, [.control("l")], "redraw the screen"),
        ActionEntry(.suspend, [.control("z")], "back to the shell; fg returns"),
    ]
}
