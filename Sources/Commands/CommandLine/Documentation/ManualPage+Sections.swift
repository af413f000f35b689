import Explorer

extension ManualPage {
    /// What answers look like, in short.
    static func describeOutput(in page: inout Roff) {
        page.section("OUTPUT")
        page.text(
            "Answers go to standard output; limits that were hit, conditions tested here and not by "
                + "the server, and malformed data are told on standard error, a sentence each."
        )
        for (format, meaning) in formats {
            page.definition(format.rawValue)
            page.text(meaning)
        }
        page.paragraph(
            "Times in JSON are RFC 3339 with nanoseconds in UTC, durations whole nanoseconds; what "
                + "is unknown is null. The fields are listed in docs/output.md."
        )
    }

    private static let formats: [(OutputFormat, String)] = [
        (
            .table,
            "Aligned columns: cut to the terminal's width, or whole and uncoloured on a pipe."
        ),
        (.json, "One document, notes among its fields."),
        (.ndjson, "One document a line, for each service, operation, trace or span."),
        (.jaeger, "Whole traces in the JSON of Jaeger's query API."),
        (.otlp, "Whole traces in OTLP JSON."),
    ]

    /// Every key of the explorer.
    static func describeKeys(in page: inout Roff) {
        page.section("KEYS")
        page.text("Keys can be changed in the configuration file by the names in brackets.")
        for entry in ActionTable.entries {
            page.definition(entry.keys.map(\.name).joined(separator: ", "))
            let screens = KeyTable.screens(of: entry)
            page.text(
                "\(entry.help) [\(entry.action.rawValue)]"
                    + (screens.isEmpty ? "." : "; in \(screens).")
            )
        }
    }
}
