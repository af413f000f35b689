import HTTPServer
import TraceModel
import WireFormats

/// Answers in the forms of the v3 API.
enum V3Answer {
    /// JSON that says it is text, with a line end.
    static func error(_ refusal: Refusal) -> ServerResponse {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("error")
        writer.beginObject()
        writer.key("httpCode")
        writer.number(refusal.status)
        writer.key("message")
        writer.string(refusal.message)
        writer.endObject()
        writer.endObject()
        writer.newline()
        return JSONAnswer.of(
            writer.take(),
            status: refusal.status,
            contentType: "text/plain; charset=utf-8"
        )
    }

    /// An object with one list.
    static func list<Element>(
        _ key: StaticString,
        _ elements: [Element],
        _ write: (inout JSONWriter, Element) -> Void
    ) -> ServerResponse {
        JSONAnswer.writing { writer in
            writer.beginObject()
            writer.key(key)
            writer.beginArray()
            for element in elements { write(&writer, element) }
            writer.endArray()
            writer.endObject()
        }
    }

    /// A trace's summary: zero counts and empty texts are left out.
    static func write(_ summary: TraceSummary, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("traceId")
        writer.hex(summary.id)
        if !summary.rootService.isEmpty {
            writer.key("rootServiceName")
            writer.string(summary.rootService)
        }
        if !summary.rootOperation.isEmpty {
            writer.key("rootOperationName")
            writer.string(summary.rootOperation)
        }
        writer.key("minStartTimeUnixNano")
        writer.quoted(summary.start.nanoseconds)
        writer.key("maxEndTimeUnixNano")
        writer.quoted(summary.end.nanoseconds)
        writer.key("spanCount")
        writer.number(summary.spanCount)
        writeCount("errorSpanCount", summary.errorCount, to: &writer)
        writeCount("orphanSpanCount", summary.orphanCount ?? 0, to: &writer)
        writer.key("services")
        writer.beginArray()
        for service in summary.services {
            writer.beginObject()
            writer.key("name")
            writer.string(service.name)
            writer.key("spanCount")
            writer.number(service.spanCount)
            writeCount("errorSpanCount", service.errorCount, to: &writer)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    private static func writeCount(
        _ key: StaticString,
        _ count: Int,
        to writer: inout JSONWriter
    ) {
        guard count > 0 else { return }
        writer.key(key)
        writer.number(count)
    }
}
