import Explorer
import TraceAnalysis
import TraceModel
import WireFormats

/// Spans of a trace as JSON: what the documents of `spoor trace`, `spoor find` and `spoor spans` share.
struct SpansJSON<Spans: Sequence<Int>> {
    let prepared: PreparedTrace
    /// Numbers of the spans, in the order that they are written in.
    let spans: Spans
    /// The fields of each span that were chosen by `--columns`; nil for all that `docs/output.md` promises.
    var chosen: [Field<Int>]?

    /// Writes them as elements of an array that was begun, for as long as more is wanted.
    func write(_ writer: inout JSONWriter, while isWanted: (inout JSONWriter) -> Bool) {
        for span in spans {
            write(span, &writer)
            guard isWanted(&writer) else { return }
        }
    }

    /// One document per span.
    var lines: some Sequence<[UInt8]> {
        spans.lazy.map { span in JSONOutput.line { write(span, &$0) } }
    }

    private func write(_ span: Int, _ writer: inout JSONWriter) {
        if let chosen {
            writer.row(span, chosen)
        } else {
            writer.spoorSpan(prepared.trace[span], prepared.jsonFigures(ofSpan: span))
        }
    }
}
