import Explorer
import PlainText
import TerminalText
import TraceModel
import WireFormats

/// A trace as `spoor follow` prints it.
struct FollowedTraceOutput {
    let summary: TraceSummary
    /// It was printed before, and is larger now.
    let grown: Bool

    static func table(_ style: OutputStyle) -> StreamTable {
        StreamTable(
            [
                .init(title: "START", width: width(ofTime: style)),
                .init(title: "DURATION", width: 8, alignment: .right),
                .init(title: "SPANS", width: 6, alignment: .right, leftOutAt: 2),
                .init(title: "ERR", width: 4, alignment: .right),
                .init(title: "SVC", width: 3, alignment: .right, leftOutAt: 1),
                .init(title: "TRACE", width: 32, leftOutAt: 3),
            ],
            last: "ROOT",
            style
        )
    }

    /// A cell each column.
    func row(_ style: OutputStyle) -> [SafeText] {
        let duration = style.words(DurationText.short(summary.duration))
        return [
            style.text(Self.time(summary.start, style)),
            grown ? style.sign("↑", "^") + duration : duration,
            style.text(CountText.grouped(summary.spanCount)),
            summary.errorCount == 0
                ? style.sign("·", ".") : style.sign("✗", "X") + SafeText(summary.errorCount),
            SafeText(summary.services.count), style.text(summary.id.jaegerHex),
            style.text(summary.title),
        ]
    }

    /// To a pipe with the day, as it may run for days; a narrow terminal has no room for milliseconds.
    static func time(_ time: Timestamp, _ style: OutputStyle) -> String {
        let clock = TimeText.clock(time, in: style.zone)
        guard let columns = style.columns else {
            return TimeText.date(time, in: style.zone) + " " + clock
        }
        return columns < 100 ? String(clock.dropLast(4)) : clock
    }

    static func width(ofTime style: OutputStyle) -> Int { time(.zero, style).count }

    func write(_ writer: inout JSONWriter) {
        writer.object { writer in
            TracesOutput.writeFields(summary, &writer)
            writer.field("grown", grown)
        }
    }
}
