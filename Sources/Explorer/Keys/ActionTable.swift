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
            .hideService,
            [.character("H")],
            on: [.trace],
            "hide the span's service: what is below moves up; Esc shows it again"
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
            "act on the attribute under the cursor: then t traces of this service with it, T of all services, x and X traces with spans without it, f find it in this trace, & only spans with it, g group statistics by it, c colour the trace by it, s show it as a column, y copy, l open its link"
        ),
        ActionEntry(
            .wrap,
            [.character("w")],
            on: [.trace, .span],
            hint: "wrap or cut",
            "long values of a span over several lines, or cut to one each"
        ),
    ]
}
