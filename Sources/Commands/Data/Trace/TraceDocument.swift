import Explorer
import TraceAnalysis
import TraceModel
import WireFormats

/// What `spoor trace` prints as one JSON document.
struct TraceDocument {
    let prepared: PreparedTrace
    let isRaw: Bool
    /// Of each span.
    let fields: [Field<Int>]

    /// Spans in the order of the tree.
    private var spans: some Sequence<Int> {
        let count = prepared.tree.spanCount
        return prepared.tree.order.lazy.map { Int($0) }.filter { $0 < count }
    }

    /// The document in pieces of whole spans.
    var pieces: some Sequence<[UInt8]> {
        var writer = JSONWriter()
        begin(&writer)
        var next = spans.makeIterator()
        var isEnded = false
        return AnySequence {
            AnyIterator {
                guard !isEnded else { return nil }
                while writer.bytes.count < 1 << 16 {
                    guard let span = next.next() else {
                        writer.endArray()
                        writer.endObject()
                        writer.newline()
                        isEnded = true
                        break
                    }
                    writer.row(span, fields)
                }
                return JSONOutput.safe(writer.take())
            }
        }
    }

    /// Writes all of the document up to the first span.
    private func begin(_ writer: inout JSONWriter) {
        let overview = prepared.overview
        writer.beginObject()
        writer.field("traceID", prepared.trace.id.jaegerHex)
        writer.field("start", overview.start)
        writer.field("end", overview.end)
        writer.field("durationNanos", nanoseconds: overview.duration)
        writer.field("rootService", overview.rootService)
        writer.field("rootOperation", overview.rootOperation)
        writer.field("spanCount", prepared.tree.spanCount)
        writer.field("errorCount", overview.errorCount)
        writer.field("orphanCount", overview.orphanCount)
        writer.field("depth", overview.depth)
        writer.list("services", overview.services) { writer, share in
            writer.object { writer in
                writer.field("name", share.name)
                writer.field("spanCount", share.spanCount)
                writer.field("errorCount", share.errorCount)
            }
        }
        writer.field("raw", isRaw)
        writer.field("issues", prepared.issueWords)
        writer.field("warnings", prepared.trace.warnings)
        writer.field("notes", prepared.notes)
        writer.key("spans")
        writer.beginArray()
    }
}
