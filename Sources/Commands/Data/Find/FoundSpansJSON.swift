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

    private static let pieceBytes = 1 << 16

    /// The document in pieces of whole spans.
    var pieces: some Sequence<[UInt8]> {
        var writer = JSONWriter()
        writer.beginObject()
        writer.field("traceID", prepared.trace.id.jaegerHex)
        writer.field("spanCount", prepared.tree.spanCount)
        writer.field("notes", prepared.notes)
        writer.key("spans")
        writer.beginArray()
        var next = spans.makeIterator()
        var isEnded = false
        return AnySequence {
            AnyIterator {
                guard !isEnded else { return nil }
                while writer.bytes.count < Self.pieceBytes {
                    guard let span = next.next() else {
                        writer.endArray()
                        writer.endObject()
                        writer.newline()
                        isEnded = true
                        break
                    }
                    write(span, &writer)
                }
                return JSONString.escapingInvisible(writer.take())
            }
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
