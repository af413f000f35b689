import Explorer

/// The explorer's keys as a page: `docs/keys.md`.
package enum KeyTable {
    package static var markdown: String {
        var lines = [
            "# Keys", "",
            "Made from the table in `Sources/Explorer/Keys/ActionTable.swift` by `make golden`; `?` shows the same",
            "inside. The configuration file changes keys by the names on the right:", "",
            "```yaml", "keys:", "  next-error: [e, F8]", "```", "",
            "A key is a character, `Ctrl-X`, `F1` to `F12`, `Enter`, `Esc`, `Tab`, `Shift-Tab`, `Space`, `Backspace`,",
            "`Del`, `Ins`, `Up`, `Down`, `Left`, `Right`, `Home`, `End`, `PgUp` or `PgDn`. The keys that are given replace all",
            "of the action's own. A key that another action of the same screens has is refused, unless that action is given",
            "its keys as well; an empty list leaves an action without keys.", "",
            "A number before a key repeats it: `5j`, `3PgDn`, `3e`; `12G` goes to row 12. In Trace, where `1` to `7` choose",
            "views, a number begins with `0`, `8` or `9`: `05j`, `9-`.", "",
            "A trace id or address that is pasted opens the trace on any screen; so does `:ID`.",
            "",
            "| keys | do | on | name |", "|---|---|---|---|",
        ]
        for entry in ActionTable.entries {
            let keys = entry.keys.map { code($0.name) }.joined(separator: " ")
            let screens = screens(of: entry)
            lines.append(
                "| \(keys) | \(cell(entry.help)) | \(screens.isEmpty ? "all" : screens) | `\(entry.action.rawValue)` |"
            )
        }
        lines += linearWords
        return lines.joined(separator: "\n") + "\n"
    }

    /// The words of the conversation, with those for what keys do.
    private static var linearWords: [String] {
        var lines = [
            "", "## Words of `--linear`", "",
            "With `--linear` a line is a command, never a row of keys. One character is the key of the table above, but for",
            "digits: a number is always a row. Commands of the prompt need no colon.", "",
            "| words | do |", "|---|---|",
        ]
        for word in LinearWords.own {
            lines.append("| \(words(word.usage)) | \(cell(word.help)) |")
        }
        for entry in LinearWords.entries {
            let name = LinearWords.name(of: entry.action)
            let screens = screens(of: entry)
            lines.append(
                "| \(words(name)) | \(cell(entry.help))\(screens.isEmpty ? "" : "; in \(screens)") |"
            )
        }
        return lines
    }

    private static func words(_ usage: String) -> String {
        usage.split(separator: ", ").map { "`\($0)`" }.joined(separator: " ")
    }

    /// Titles of the screens where an action exists; empty for all.
    static func screens(of entry: ActionEntry) -> String {
        ScreenKind.allCases.filter { entry.screens.contains($0) }.map(\.title)
            .joined(separator: ", ")
    }

    /// As code: a backtick in it needs two around it, apart by blanks.
    private static func code(_ text: String) -> String {
        text.contains("`") ? "`` \(cell(text)) ``" : "`\(cell(text))`"
    }

    /// A bar would end the cell; GitHub's tables need it escaped even in code.
    private static func cell(_ text: String) -> String {
        text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
}
