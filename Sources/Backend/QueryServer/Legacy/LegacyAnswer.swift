import HTTPServer
import TraceModel
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
        let total = countsTotal ? elements?.count ?? 0 : 0
        let document = JSONWriter.document { writer in
            writer.object { writer in
                writer.key("data")
                if let elements { writer.list(elements, write) } else { writer.null() }
                writeEnd(&writer, total: total) { $0.null() }
            }
        }
        return body(document, parameters)
    }

    /// That what was asked for is done: here alone Jaeger has a list of errors that is empty, and not `null`.
    static func done(_ parameters: Parameters) -> ServerResponse {
        let document = JSONWriter.document { writer in
            writer.object { writer in
                writer.list("data", [Never]()) { _, _ in }
                writeEnd(&writer, total: 0) { $0.list([Never]()) { _, _ in } }
            }
        }
        return body(document, parameters)
    }

    /// An answer without envelope.
    static func body(_ bytes: [UInt8], _ parameters: Parameters) -> ServerResponse {
        guard isPretty(parameters) else { return JSONAnswer.of(bytes) }
        var indenter = JSONIndenter(width: JSONAnswer.indentation)
        return JSONAnswer.of(indenter.indent(bytes))
    }

    /// JSON labelled as text, never indented, with a line end: the form Jaeger's errors have.
    static func error(_ refusal: Refusal) -> ServerResponse {
        JSONAnswer.error(refusal.status) { writer in
            writer.key("data")
            writer.null()
            writeEnd(&writer, total: 0) { writer in
                writer.list([refusal]) { writer, refusal in
                    writer.object { writer in
                        writer.field("code", refusal.status)
                        writer.field("msg", refusal.message)
                    }
                }
            }
        }
    }

    private static func writeEnd(
        _ writer: inout JSONWriter,
        total: Int,
        errors: (inout JSONWriter) -> Void
    ) {
        writer.field("total", total)
        writer.field("limit", 0)
        writer.field("offset", 0)
        writer.key("errors")
        errors(&writer)
    }

    static func isPretty(_ parameters: Parameters) -> Bool {
        parameters.text("prettyPrint").map { $0 != "false" } ?? false
    }
}
