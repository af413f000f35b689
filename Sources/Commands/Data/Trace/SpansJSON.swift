import Explorer
import TraceAnalysis
import TraceModel
import WireFormats

/// Spans of a trace as JSON, written as far as they are read: what the documents of `spoor trace` and `spoor find` share.
struct SpansJSON<Spans: Sequence<Int>> {
    let prepared: PreparedTrace
    /// Numbers of the spans, in the order of the tree.
    let spans: Spans
    /// The fields of each span that were chosen by `--columns`; nil for all that `docs/output.md` promises.
    let chosen: [Field<Int>]?

    /// A document in pieces of whole spans: what `begin` writes, the spans, what `end` writes.
    func pieces(
        begin: (inout JSONWriter) -> Void,
        end: @escaping (inout JSONWriter) -> Void
    ) -> some Sequence<[UInt8]> {
        var writer = JSONWriter()
        begin(&writer)
        var next = spans.makeIterator()
        var isEnded = false
        return AnySequence {
            AnyIterator {
                guard !isEnded else { return nil }
                while writer.bytes.count < 1 << 16 {
                    guard let span = next.next() else {
                        end(&writer)
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
