import TraceModel

/// String-table indexes of the attributes that mean something to the decoder.
struct OTLPKeys {
    let serviceName: StringIndex
    /// Jaeger's own attribute for warnings (jaeger `internal/jptrace`, `warning.go`).
    let warnings: StringIndex
    /// Jaeger's attribute for the type of a reference that became a link.
    let referenceType: StringIndex
    let childOf: StringIndex
    let followsFrom: StringIndex
    /// Our own attributes for ids that are texts, which OTLP's ids cannot hold.
    let traceIDText: StringIndex
    let spanIDText: StringIndex
    let parentSpanIDText: StringIndex

    init(_ strings: inout StringInterner) {
        serviceName = strings.intern("service.name")
        warnings = strings.intern("@jaeger@warnings")
        referenceType = strings.intern("opentracing.ref_type")
        childOf = strings.intern("child_of")
        followsFrom = strings.intern("follows_from")
        traceIDText = strings.intern(OTLPIDTexts.traceID)
        spanIDText = strings.intern(OTLPIDTexts.spanID)
        parentSpanIDText = strings.intern(OTLPIDTexts.parentSpanID)
    }
}
