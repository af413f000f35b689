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

    /// Writes the document, for as long as more is wanted.
    func write(_ writer: inout JSONWriter, while isWanted: (inout JSONWriter) -> Bool) {
        writer.beginSpoorTrace(prepared.trace, prepared.jsonFigures(isRaw: isRaw))
        json.write(&writer, while: isWanted)
        writer.endSpoorTrace()
    }

    /// One document per span.
    var spanLines: some Sequence<[UInt8]> { json.lines }
}
