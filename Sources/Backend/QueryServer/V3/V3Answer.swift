import HTTPServer
import TraceModel
import WireFormats

/// Answers in the forms of the v3 API.
enum V3Answer {
    /// JSON labelled as text, with a line end.
    static func error(_ refusal: Refusal) -> ServerResponse {
        JSONAnswer.error(refusal.status) { writer in
            writer.object("error") { writer in
                writer.field("httpCode", refusal.status)
                writer.field("message", refusal.message)
            }
        }
    }

    /// An object with one list.
    static func list<Element>(
        _ key: StaticString,
        _ elements: [Element],
        _ write: (inout JSONWriter, Element) -> Void
    ) -> ServerResponse {
        JSONAnswer.of(JSONWriter.document { $0.object { $0.list(key, elements, write) } })
    }

    /// A trace's summary: zero counts and empty texts are left out.
    static func write(_ summary: TraceSummary, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("traceId")
            writer.hex(summary.id)
            if !summary.rootService.isEmpty {
                writer.field("rootServiceName", summary.rootService)
            }
            if !summary.rootOperation.isEmpty {
                writer.field("rootOperationName", summary.rootOperation)
            }
            writer.field("minStartTimeUnixNano", quoted: summary.start.nanoseconds)
            writer.field("maxEndTimeUnixNano", quoted: summary.end.nanoseconds)
            writer.field("spanCount", summary.spanCount)
            writeCount("errorSpanCount", summary.errorCount, to: &writer)
            writeCount("orphanSpanCount", summary.orphanCount ?? 0, to: &writer)
            writer.list("services", summary.services) { writer, service in
                writer.object { writer in
                    writer.field("name", service.name)
                    writer.field("spanCount", service.spanCount)
                    writeCount("errorSpanCount", service.errorCount, to: &writer)
                }
            }
        }
    }

    private static func writeCount(
        _ key: StaticString,
        _ count: Int,
        to writer: inout JSONWriter
    ) {
        if count > 0 { writer.field(key, count) }
    }
}
