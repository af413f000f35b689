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
            "\(TimeText.date(start, in: style.zone)) \(TimeText.clock(start, in: style.zone))"
        let id = prepared.trace.id.jaegerHex
        return [
            style.cut(style.text(overview.name)).string,
            style.cut(style.words("trace \(id) · \(time) \(style.zone.name(start))")).string,
            style.cut(style.words(prepared.header)).string,
            "",
        ]
    }
}
