import Explorer

extension ManualPage {
    /// What answers look like, in short.
    static func describeOutput(in page: inout Roff) {
        page.section("OUTPUT")
        page.text(
            "Answers go to standard output; limits that were hit, conditions that the server cannot filter by, "
                + "and malformed data are reported on standard error, one sentence each."
        )
        for format in OutputFormat.allCases {
            page.definition(format.rawValue)
            page.text(format.meaning)
        }
        page.paragraph(
            "Times in JSON, CSV and TSV are RFC 3339 with nanoseconds in UTC, durations whole nanoseconds; "
                + "what is unknown is null, or empty. The fields are listed in docs/output.md."
        )
        page.paragraph(
            "--columns chooses the columns of a list and their order; so does columns in the configuration "
                + "file, for tables and the explorer. Their names:"
        )
        describeColumns(in: &page)
    }

    /// The names of the columns of each list.
    private static func describeColumns(in page: inout Roff) {
        for list in ListName.allCases {
            page.definition(list.rawValue)
            page.text(list.columns.joined(separator: ", ") + ".")
        }
    }

    /// Every key of the explorer.
    static func describeKeys(in page: inout Roff) {
        page.section("KEYS")
        page.text(
            "To change a key, use its name in [brackets] under keys: in the configuration file."
        )
        for entry in ActionTable.entries {
            page.definition(entry.keys.map(\.name).joined(separator: ", "))
            let screens = KeyTable.screens(of: entry)
            page.text(
                "\(entry.help) [\(entry.action.rawValue)]"
                    + (screens.isEmpty ? "." : "; in \(screens).")
            )
        }
    }

    /// What is said with `--linear`.
    static func describeLinearWords(in page: inout Roff) {
        page.section("LINEAR MODE")
        page.text(
            "With --linear the explorer is a conversation: each line is a command, and the answer is what it changed, in "
                + "sentences without lines and bars. A number opens the row that was read with it. Commands of the prompt "
                + "need no colon. One character is a key, but for digits; words that are not known are refused."
        )
        for word in LinearWords.own {
            page.definition(word.usage)
            page.text(word.help + ".")
        }
        let names = LinearWords.entries.map { LinearWords.name(of: $0.action) }
        page.paragraph("What keys do is said by name: \(names.joined(separator: ", ")).")
    }
}
