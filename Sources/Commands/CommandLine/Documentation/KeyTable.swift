import Explorer

/// The explorer's keys as a page: `docs/keys.md`.
package enum KeyTable {
    package static var markdown: String {
        var lines = [
            "# Keys", "",
            "Made from the table in `Sources/Explorer/Keys/ActionTable.swift` by `make golden`; `?` shows the same",
            "inside. The configuration file changes keys by the names on the right:", "",
            "```yaml", "keys:", "  next-error: [e, F8]", "```", "",
            "| keys | do | on | name |", "|---|---|---|---|",
        ]
        for entry in ActionTable.entries {
            let keys = entry.keys.map { "`\(cell($0.name))`" }.joined(separator: " ")
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

    /// A bar would end the cell; GitHub's tables need it escaped even in code.
    private static func cell(_ text: String) -> String {
        text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
}
