import Explorer
import TraceAnalysis
import TraceModel
import WireFormats

/// What `spoor find` prints as JSON.
struct FoundSpansJSON {
    let prepared: PreparedTrace
    /// Numbers of the spans, in the order of the tree.
    let spans: [Int]
    /// The fields of each span that were chosen by `--columns`; nil for all that `docs/output.md` promises.
    let chosen: [Field<Int>]?

    private var json: SpansJSON<[Int]> {
        SpansJSON(prepared: prepared, spans: spans, chosen: chosen)
    }

    /// Writes the document, for as long as more is wanted.
    func write(_ writer: inout JSONWriter, while isWanted: (inout JSONWriter) -> Bool) {
        writer.object { writer in
            writer.field("traceID", prepared.trace.id.jaegerHex)
            writer.field("spanCount", prepared.tree.spanCount)
            writer.field("notes", prepared.notes)
            writer.key("spans")
            writer.beginArray()
            json.write(&writer, while: isWanted)
            writer.endArray()
        }
    }

    /// One document per span.
    var lines: some Sequence<[UInt8]> { json.lines }
}
