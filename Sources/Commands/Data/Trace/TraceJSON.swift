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

    /// Spans in the order of the tree.
    private var spans: some Sequence<Int> {
        let count = prepared.tree.spanCount
        return prepared.tree.order.lazy.map { Int($0) }.filter { $0 < count }
    }

    /// The document in pieces of whole spans.
    var pieces: some Sequence<[UInt8]> {
        var writer = JSONWriter()
        writer.beginSpoorTrace(prepared.trace, prepared.jsonFigures(isRaw: isRaw))
        var next = spans.makeIterator()
        var isEnded = false
        return AnySequence {
            AnyIterator {
                guard !isEnded else { return nil }
                while writer.bytes.count < 1 << 16 {
                    guard let span = next.next() else {
                        writer.endSpoorTrace()
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
    var spanLines: some Sequence<[UInt8]> {
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
