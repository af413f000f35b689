import Explorer
import TraceAnalysis
import TraceModel
import WireFormats

/// What `spoor trace` prints as JSON.
struct TraceJSON {
    let prepared: PreparedTrace
    let isRaw: Bool
    /// The fields of each span that were chosen by `--columns`; nil for all that `docs/output.md` promises.
    let chosen: [Field<Int>]?

    private var json: SpansJSON<some Sequence<Int>> {
        let count = prepared.tree.spanCount
        let spans = prepared.tree.order.lazy.map { Int($0) }.filter { $0 < count }
        return SpansJSON(prepared: prepared, spans: spans, chosen: chosen)
    }

    /// The document in pieces of whole spans.
    var pieces: some Sequence<[UInt8]> {
        json.pieces { writer in
            writer.beginSpoorTrace(prepared.trace, prepared.jsonFigures(isRaw: isRaw))
        } end: { writer in
            writer.endSpoorTrace()
        }
    }

    /// One document per span.
    var spanLines: some Sequence<[UInt8]> { json.lines }
}
