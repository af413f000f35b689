import TraceModel

/// A tag that Jaeger generates for what its own model has no field for; ``JaegerGeneratedTags`` reads them.
enum JaegerGeneratedTag {
    case text(StaticString, String)
    /// A flag that is set.
    case flag(StaticString)
}

extension Span {
    /// Calls `body` with the tags that Jaeger writes before the attributes of a span: its scope.
    func forEachJaegerTagBefore(_ body: (JaegerGeneratedTag) -> Void) {
        let scope = scope
        if !scope.name.isEmpty { body(.text("otel.scope.name", scope.name)) }
        if !scope.version.isEmpty { body(.text("otel.scope.version", scope.version)) }
    }

    /// Calls `body` with the tags that Jaeger writes behind the attributes of a span.
    func forEachJaegerTagBehind(_ body: (JaegerGeneratedTag) -> Void) {
        if !kind.name.isEmpty { body(.text("span.kind", kind.name)) }
        switch statusCode {
        case .unset: break
        case .ok: body(.text("otel.status_code", "OK"))
        case .error:
            body(.text("otel.status_code", "ERROR"))
            body(.flag("error"))
        }
        if !statusMessage.isEmpty { body(.text("otel.status_description", statusMessage)) }
        if !traceState.isEmpty { body(.text("w3c.tracestate", traceState)) }
    }
}
