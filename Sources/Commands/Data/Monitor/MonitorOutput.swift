import Explorer
import PlainText
import TerminalText
import TraceModel
import WireFormats

/// What `spoor monitor` prints: one row a slice of time.
struct MonitorOutput {
    let service: String
    let operation: String?
    let series: MonitorSeries
    let notes: [String]

    /// Slices of which something is known.
    var known: [Int] { series.slices.indices.filter { !series.slices[$0].isEmpty } }

    /// Whether traces stand in for calls.
    private var isSample: Bool { if case .sample = series.source { true } else { false } }

    func table(_ style: OutputStyle) -> [String] {
        var table = TextTable(columns: [
            .init(title: "FROM", isFlexible: true),
            .init(title: isSample ? "TRACES/s" : "CALLS/s", alignment: .right),
            .init(title: "ERRORS", alignment: .right), .init(title: "P50", alignment: .right),
            .init(title: "P95", alignment: .right),
        ])
        table.rows = known.map { row($0, style) }
        return table.lines(limit: style.columns, glyphs: style.glyphs)
    }

    private func row(_ index: Int, _ style: OutputStyle) -> [SafeText] {
        let slice = series.slices[index]
        func cell(_ value: Double?, _ unit: AxisScale.Unit) -> SafeText {
            value.map { style.words(AxisScale.text($0, unit)) } ?? style.sign("–", "-")
        }
        let start = series.time(of: index).lowerBound
        let time =
            TimeText.date(start, in: style.zone) + " "
            + TimeText.clock(start, in: style.zone).dropLast(4)
        return [
            style.text(time), cell(slice.calls, .rate), cell(slice.errors, .share),
            cell(slice.p50, .duration), cell(slice.p95, .duration),
        ]
    }

    func json(_ writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("service", service)
            writer.field("operation", optional: operation)
            writer.field("source", series.source.name)
            if case .sample(let traces, let limitHit) = series.source {
                writer.field("tracesRead", traces)
                writer.field("limitHit", limitHit)
            } else {
                writer.field("tracesRead", optional: Int?.none)
                writer.field("limitHit", false)
            }
            writer.list("slices", series.slices.indices) { writeItem($1, &$0) }
            writer.field("notes", notes)
        }
    }

    func writeItem(_ index: Int, _ writer: inout JSONWriter) {
        let slice = series.slices[index]
        let time = series.time(of: index)
        writer.object { writer in
            writer.field("from", time.lowerBound)
            writer.field("to", time.upperBound)
            writer.field("callsPerSecond", optional: slice.calls)
            writer.field("errorShare", optional: slice.errors)
            writer.field("p50Nanos", optional: slice.p50)
            writer.field("p95Nanos", optional: slice.p95)
        }
    }
}
