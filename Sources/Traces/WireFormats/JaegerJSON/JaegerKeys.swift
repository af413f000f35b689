import TraceModel

/// String-table indexes of the tags and words that mean something to the decoder.
///
/// Interned before any text of the input, so that `key <= last` sorts out almost every tag at once.
struct JaegerKeys {
    let error: StringIndex
    let statusCode: StringIndex
    let statusDescription: StringIndex
    let kind: StringIndex
    let traceState: StringIndex
    let scopeName: StringIndex
    let scopeVersion: StringIndex
    let libraryName: StringIndex
    let libraryVersion: StringIndex
    let event: StringIndex
    let ok: StringIndex
    let errorWord: StringIndex
    /// Words of `span.kind`, by raw value of the kind less one.
    private let firstKind: StringIndex
    let last: StringIndex

    init(_ strings: inout StringInterner) {
        error = strings.intern("error")
        statusCode = strings.intern("otel.status_code")
        statusDescription = strings.intern("otel.status_description")
        kind = strings.intern("span.kind")
        traceState = strings.intern("w3c.tracestate")
        scopeName = strings.intern("otel.scope.name")
        scopeVersion = strings.intern("otel.scope.version")
        libraryName = strings.intern("otel.library.name")
        libraryVersion = strings.intern("otel.library.version")
        event = strings.intern("event")
        ok = strings.intern("OK")
        errorWord = strings.intern("ERROR")
        firstKind = strings.intern(SpanKind.internal.name)
        var last = firstKind
        for kind in [SpanKind.server, .client, .producer, .consumer] {
            last = strings.intern(kind.name)
        }
        self.last = last
    }

    /// The kind that exactly this word stands for.
    func kind(of word: StringIndex) -> SpanKind? {
        guard word >= firstKind, word <= last else { return nil }
        return SpanKind(rawValue: UInt8(word - firstKind) + SpanKind.internal.rawValue)
    }
}
