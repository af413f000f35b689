import Explorer
import PlainText
import TerminalText
import TraceModel
import WireFormats

/// What `spoor services` prints.
struct ServicesOutput {
    let rows: [ServiceRow]
    /// Whether rates were asked for and the source keeps them.
    let hasRates: Bool
    let notes: [String]

    /// Bare names, or a table with rates.
    func table(_ style: OutputStyle) -> [String] {
        guard hasRates else { return rows.map { style.cut(style.text($0.name)).string } }
        var table = TextTable(columns: [
            .init(title: "SERVICE", isFlexible: true),
            .init(title: "CALLS/s", alignment: .right), .init(title: "ERRORS", alignment: .right),
            .init(title: "P50", alignment: .right), .init(title: "P95", alignment: .right),
        ])
        let unknown = style.sign("–", "-")
        func latency(_ value: Double?) -> SafeText {
            value.flatMap(DurationText.short(nanoseconds:)).map { style.words($0) } ?? unknown
        }
        table.rows = rows.map { row in
            [
                style.text(row.name),
                row.rates?.calls.map { style.words(CountText.rate($0)) } ?? unknown,
                row.rates?.errors.map { style.words(CountText.percent($0)) } ?? unknown,
                latency(row.rates?.p50), latency(row.rates?.p95),
            ]
        }
        return table.lines(limit: style.columns, glyphs: style.glyphs)
    }

    func json(_ writer: inout JSONWriter) {
        writer.object { writer in
            writer.list("services", rows) { writeItem($1, &$0) }
            writer.field("notes", notes)
        }
    }

    /// One service.
    func writeItem(_ row: ServiceRow, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("name", row.name)
            guard hasRates else { return }
            writer.field("callsPerSecond", optional: row.rates?.calls)
            writer.field("errorShare", optional: row.rates?.errors)
            writer.field("p50Nanos", optional: row.rates?.p50)
            writer.field("p95Nanos", optional: row.rates?.p95)
        }
    }
}
