import HTTPServer
import WireFormats

/// Answers in the legacy API's envelope.
enum LegacyAnswer {
    /// A list with its length; nil is `null`.
    static func list<Element>(
        _ elements: [Element]?,
        _ parameters: Parameters,
        countsTotal: Bool = true,
        _ write: (inout JSONWriter, Element) -> Void
    ) -> ServerResponse {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("data")
        if let elements {
            writer.beginArray()
            for element in elements { write(&writer, element) }
            writer.endArray()
        } else {
            writer.null()
        }
        writeEnd(&writer, total: countsTotal ? elements?.count ?? 0 : 0) { $0.null() }
        return body(writer.take(), parameters)
    }

    /// Traces, streamed.
    static func traces(_ encoder: JaegerJSONEncoder, _ parameters: Parameters) -> ServerResponse {
        isPretty(parameters)
            ? JSONAnswer.streaming(IndentingEncoder(encoder)) : JSONAnswer.streaming(encoder)
    }

    /// An answer without envelope.
    static func body(_ bytes: [UInt8], _ parameters: Parameters) -> ServerResponse {
        guard isPretty(parameters) else { return JSONAnswer.of(bytes) }
        var indenter = JSONIndenter()
        return JSONAnswer.of(indenter.indent(bytes))
    }

    /// JSON that says it is text, never indented, with a line end: the form Jaeger's errors have.
    static func error(_ refusal: Refusal) -> ServerResponse {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("data")
        writer.null()
        writeEnd(&writer, total: 0) { writer in
            writer.beginArray()
            writer.beginObject()
            writer.key("code")
            writer.number(refusal.status)
            writer.key("msg")
            writer.string(refusal.message)
            writer.endObject()
            writer.endArray()
        }
        writer.newline()
        return JSONAnswer.of(
            writer.take(),
            status: refusal.status,
            contentType: "text/plain; charset=utf-8"
        )
    }

    private static func writeEnd(
        _ writer: inout JSONWriter,
        total: Int,
        errors: (inout JSONWriter) -> Void
    ) {
        writer.key("total")
        writer.number(total)
        writer.key("limit")
        writer.number(0)
        writer.key("offset")
        writer.number(0)
        writer.key("errors")
        errors(&writer)
        writer.endObject()
    }

    private static func isPretty(_ parameters: Parameters) -> Bool {
        parameters.text("prettyPrint").map { $0 != "false" } ?? false
    }
}
