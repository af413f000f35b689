/// What keys do with what is shown, and with the program.
extension ActionTable {
    static let changing: [ActionEntry] = [
        ActionEntry(
            .copy,
            [.character("y")],
            hint: "copy",
            "copy what is selected or marked: then v value, k key=value, i span id, I trace id, j JSON, c curl, s summary, m Markdown, u link"
        ),
        ActionEntry(
            .pager,
            [.character("|")],
            hint: "pager",
            "everything on this screen as text in $PAGER"
        ),
        ActionEntry(
            .editor,
            [.character("v")],
            "the selected value, else everything on this screen, in $VISUAL or $EDITOR; a copy to read"
        ),
        ActionEntry(.zone, [.character("U")], "times in UTC or local"),
    ]

    static let program: [ActionEntry] = [
        ActionEntry(.command, [.character(":")], hint: "command", "command line"),
        ActionEntry(
            .help,
            [.character("?"), .function(1)],
            hint: "help",
            "every key; Enter does what the selected line says"
        ),
        ActionEntry(.refresh, [.character("R"), .function(5)], hint: "ask again", "ask again"),
        ActionEntry(.repaint, [.control("l")], "redraw the screen"),
        ActionEntry(.suspend, [.control("z")], "back to the shell; fg returns"),
    ]
}
