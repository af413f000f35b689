import Explorer
import PlainText
import TerminalText
import TraceAnalysis
import TraceModel

/// What `spoor trace` prints above the spans: name, id and totals.
struct TraceHeading {
    let prepared: PreparedTrace
    let style: OutputStyle

    var lines: [String] {
        let overview = prepared.overview
        let start = overview.start
        let time =
            start.isKnown
            ? "\(TimeText.date(start, in: style.zone)) \(TimeText.clock(start, in: style.zone)) \(style.zone.name(start))"
            : "start unknown"
        let id = prepared.trace.id.jaegerHex
        return [
            style.cut(style.text(overview.name)).string,
            style.cut(style.words("trace \(id) · \(time)")).string,
            style.cut(style.words(prepared.header)).string,
            "",
        ]
    }
}
