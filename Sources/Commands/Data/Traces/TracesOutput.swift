import Explorer
import PlainText
import TerminalText
import TraceModel
import WireFormats

/// What `spoor traces` prints.
struct TracesOutput {
    let answer: SearchAnswer

    func table(_ style: OutputStyle) -> [String] {
        var table = TextTable(columns: [
            .init(title: "START"), .init(title: "ROOT", isFlexible: true),
            .init(title: "DURATION", alignment: .right),
            .init(title: "SPANS", alignment: .right, leftOutAt: 2),
            .init(title: "ERR", alignment: .right, leftOutAt: 3),
            .init(title: "SVC", alignment: .right, leftOutAt: 1), .init(title: "TRACE"),
        ])
        table.rows = answer.summaries.map { row($0, style) }
        return table.lines(limit: style.columns, glyphs: style.glyphs)
    }

    private func row(_ summary: TraceSummary, _ style: OutputStyle) -> [SafeText] {
        let hasOrphans = summary.orphanCount.map { $0 > 0 } ?? false
        return [
            style.text(time(summary.start, style)), style.text(summary.title),
            style.words(DurationText.short(summary.duration)),
            style.text(CountText.grouped(summary.spanCount) + (hasOrphans ? "?" : "")),
            summary.errorCount == 0
                ? style.sign("·", ".")
                : style.sign("✗", "X") + SafeText(summary.errorCount),
            SafeText(summary.services.count), style.text(summary.id.jaegerHex),
        ]
    }

    /// To a pipe all rows have one form, whatever the day; a narrow terminal has no room for milliseconds.
    private func time(_ start: Timestamp, _ style: OutputStyle) -> String {
        guard let columns = style.columns else {
            return TimeText.date(start, in: style.zone) + " "
                + TimeText.clock(start, in: style.zone)
        }
        let brief = TimeText.brief(start, now: style.now, in: style.zone)
        return columns < 100 ? String(brief.dropLast(4)) : brief
    }

    func json(_ writer: inout JSONWriter) {
        writer.object { writer in
            writer.list("traces", answer.summaries) { Self.writeItem($1, &$0) }
            writer.field("limitHit", answer.limitHit)
            writer.field("filteredHere", answer.filteredHere)
            writer.field("notes", answer.notes)
        }
    }

    static func writeItem(_ summary: TraceSummary, _ writer: inout JSONWriter) {
        writer.object { writeFields(summary, &$0) }
    }

    static func writeFields(_ summary: TraceSummary, _ writer: inout JSONWriter) {
        writer.field("traceID", summary.id.jaegerHex)
        writer.field("start", summary.start)
        writer.field("end", summary.end)
        writer.field("durationNanos", nanoseconds: summary.duration)
        writer.field("rootService", summary.rootService)
        writer.field("rootOperation", summary.rootOperation)
        writer.field("spanCount", summary.spanCount)
        writer.field("errorCount", summary.errorCount)
        writer.field("orphanCount", optional: summary.orphanCount)
        writer.list("services", summary.services) { writer, share in
            writer.object { writer in
                writer.field("name", share.name)
                writer.field("spanCount", share.spanCount)
                writer.field("errorCount", share.errorCount)
            }
        }
    }

    /// What has to be said beside a list: a sentence each.
    func remarks(limit: Int) -> [String] {
        var remarks: [String] = []
        if answer.limitHit {
            remarks.append(
                "The limit of \(CountText.of(limit, "trace")) was hit, there may be more; "
                    + "--limit asks for more."
            )
        }
        if !answer.filteredHere.isEmpty {
            remarks.append(
                "Tested here and not by the server: \(answer.filteredHere.joined(separator: " "))."
            )
        }
        return remarks + answer.notes
    }
}
