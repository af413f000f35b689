import PlainText
import TraceModel

extension ScreenContext {
    /// The page of a trace in Jaeger's UI, at a span where one is given; nil for a source that has none.
    func page(of id: TraceID, span: SpanID? = nil) -> String? {
        settings.baseURL.map {
            "\($0)/trace/\(PercentEncoding.encode(id.jaegerHex))"
                + (span.map { "?uiFind=\(PercentEncoding.encode($0.hex))" } ?? "")
        }
    }

    /// Opens an address outside.
    mutating func open(_ link: WebLink) { add(.openLink(begin("opening a link"), link)) }

    /// A request for the trace, without credentials: those are for the user to add.
    func curl(_ id: TraceID) -> String? {
        settings.baseURL.map {
            "curl -sS "
                + SpanText.shellWord("\($0)/api/traces/\(PercentEncoding.encode(id.jaegerHex))")
        }
    }
}
