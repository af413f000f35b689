import Explorer
import PlainText
import TerminalText
import TraceAnalysis
import TraceModel
import WireFormats

/// What `spoor errors` prints.
struct ErrorsOutput {
    let groups: [FailureGroup]
    let tracesRead: Int
    let tracesFound: Int
    let limitHit: Bool
    let notes: [String]

    func table(_ style: OutputStyle) -> [String] {
        var table = TextTable(columns: [
            .init(title: "COUNT", alignment: .right),
            .init(title: "SHARE", alignment: .right, leftOutAt: 5),
            .init(title: "FIRST", leftOutAt: 2), .init(title: "LAST", leftOutAt: 4),
            .init(title: "BEGAN AT"), .init(title: "WHAT", isFlexible: true),
            .init(title: "MARKS", leftOutAt: 3), .init(title: "TRACE", leftOutAt: 1),
        ])
        table.rows = groups.map { row($0, style) }
        return table.lines(limit: style.columns, glyphs: style.glyphs)
    }

    private func row(_ group: FailureGroup, _ style: OutputStyle) -> [SafeText] {
        let marks = Self.marks(group)
        return [
            style.sign("✗", "X") + style.text(CountText.grouped(group.count)),
            style.words(CountText.percent(group.share)), style.text(time(group.first, style)),
            style.text(time(group.last, style)), style.text(group.origin.place),
            style.text(group.origin.what), marks.isEmpty ? style.sign("·", ".") : style.text(marks),
            style.text(group.examples.first?.traceID.jaegerHex ?? ""),
        ]
    }

    private static func marks(_ group: FailureGroup) -> String {
        let named: [(FailureOutcome, String)] = [
            (.swallowed, "swallowed"), (.retried, "retried"), (.late, "late"),
        ]
        return named.compactMap { outcome, name in
            group.outcomes[outcome].map { "\($0) \(name)" }
        }.joined(separator: ", ")
    }

    /// To a pipe all rows have one form, whatever the day.
    private func time(_ time: Timestamp, _ style: OutputStyle) -> String {
        style.columns == nil
            ? TimeText.date(time, in: style.zone) + " " + TimeText.clock(time, in: style.zone)
            : String(TimeText.brief(time, now: style.now, in: style.zone).dropLast(4))
    }

    func json(_ writer: inout JSONWriter) {
        writer.object { writer in
            writer.list("errors", groups) { Self.writeItem($1, &$0) }
            writer.field("tracesRead", tracesRead)
            writer.field("tracesFound", tracesFound)
            writer.field("limitHit", limitHit)
            writer.field("notes", notes)
        }
    }

    static func writeItem(_ group: FailureGroup, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("service", group.origin.service)
            writer.field("operation", group.origin.operation)
            writer.field("cause", group.origin.cause)
            writer.field("message", group.origin.message)
            writer.field("count", group.count)
            writer.field("calls", group.calls)
            writer.field("first", group.first)
            writer.field("last", group.last)
            writer.field("surfaced", group.outcomes[.surfaced] ?? 0)
            writer.field("swallowed", group.outcomes[.swallowed] ?? 0)
            writer.field("retried", group.outcomes[.retried] ?? 0)
            writer.field("late", group.outcomes[.late] ?? 0)
            writer.field("echoes", group.echoes)
            writer.list("examples", group.examples) { writer, example in
                writer.object { writer in
                    writer.field("traceID", example.traceID.jaegerHex)
                    writer.field("spanID", example.span.hex)
                    writer.field("start", example.start)
                }
            }
        }
    }
}
