/// Which format the members of an object are of.
///
/// Ids alone make no span: lines of logs have them too. A span has a time besides.
extension ShapeFacts {
    /// The format, as soon as no further member can change it.
    ///
    /// Only formats that are read as a stream are known so early; the others have small objects, which are read whole.
    var certain: TraceFormat? {
        if contains(.scopeSpans) { return .otlpJSON }
        if hasCapitalID, contains(.figures) || contains(.durationNanos) || contains(.ownStart) {
            return .spoorJSON
        }
        if contains(.startNumber), hasSpanID, contains(.operationName) || contains(.capitalSpanID) {
            return .jaegerJSON
        }
        if contains(.unixNanos), contains(.traceID), contains(.spanID) { return .otlpJSON }
        return nil
    }

    /// The format of an object that is complete.
    var final: TraceFormat? {
        if let certain { return certain }
        if contains(.spanContext) { return .goConsole }
        if contains(.context), contains(.snakeStart) { return .pythonConsole }
        if contains(.searchHit), contains(.capitalTraceID) || contains(.traceID) {
            return .tempoSearch
        }
        if contains(.operationName), contains(.startDate), hasSpanID { return .jaegerGRPCJSON }
        if contains(.traceID), contains(.id), contains(.zipkin) {
            if contains(.binaryAnnotations) { return nil }
            let isScript = contains(.scope) || contains(.kindNumber) || contains(.statusObject)
            return isScript ? .javaScriptConsole : .zipkinJSON
        }
        if contains(.traceID), contains(.spanID), contains(.startDate),
            contains(.durationInNanos) || contains(.endDate)
        {
            return .dataPrepperDocuments
        }
        if contains(.operationName), contains(.capitalSpanID),
            contains(.references) || contains(.processID)
        {
            return .jaegerJSON
        }
        if contains(.spansWithIDs), contains(.capitalTraceID) || contains(.processes) {
            return .jaegerJSON
        }
        if contains(.figures), contains(.spans) { return .spoorJSON }
        return nil
    }

    /// The format of an object that stands where parts of spans stand: only what nothing else looks like.
    var certainWithinPart: TraceFormat? {
        if contains(.scopeSpans) { return .otlpJSON }
        if contains(.operationName), contains(.startNumber), contains(.capitalSpanID) {
            return .jaegerJSON
        }
        return nil
    }

    private var hasCapitalID: Bool { contains(.capitalTraceID) || contains(.capitalSpanID) }
    private var hasSpanID: Bool { contains(.capitalSpanID) || contains(.spanID) }
}
