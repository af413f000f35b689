import TraceModel

/// Lists of spans that are read in batches; see ``BatchedSpans``.
extension JaegerHandler: BatchedHandler {
    /// Of the trace object around the list, for spans that name none.
    struct Beginning: Sendable {
        var traceID: TraceID
        var hasTraceID: Bool
    }

    static var spanCuts: SpanCuts { SpanCuts(first: "\"traceID\"") }
    static var aroundBatch: (beginning: StaticString, depth: Int) { ("{\"spans\":[", 2) }

    var isInListOfSpans: Bool { context == .spans && !contexts.isSkipping }

    var beginning: Beginning { Beginning(traceID: trace.id, hasTraceID: trace.hasID) }

    mutating func begin(_ beginning: Beginning) {
        trace.id = beginning.traceID
        trace.hasID = beginning.hasTraceID
    }

    /// It cannot be if something is to be told of the batch, as that has the numbers of its spans in it; and if it has what few
    /// documents have: processes and services that stand in spans.
    mutating func take(_ batch: borrowing JaegerHandler) -> Bool {
        var untold = batch.report
        untold.lossyNumbers = 0
        guard untold == DecodeReport(), batch.serverErrors.isEmpty, batch.services.isEmpty,
            let names = batch.trace.processNames(ofResources: batch.builder.resourceCount)
        else { return false }
        let strings = builder.strings.intern(allOf: batch.builder.strings)
        var resources: [UInt32] = [0]
        for name in names {
            resources.append(trace.resource(ofProcess: strings[Int(name)], in: &builder))
        }
        var places: [UInt32] = [0]
        for scope in batch.scopes.inOrder {
            let name = strings[Int(scope.name)]
            let version = strings[Int(scope.version)]
            places.append(scopes.index(name: name, version: version, in: &builder))
        }
        builder.append(batch.builder, strings: strings, resources: resources, scopes: places)
        if let first = batch.trace.firstSpanTraceID { trace.note(span: first) }
        report.lossyNumbers += batch.report.lossyNumbers
        return true
    }
}

extension JaegerTraceState {
    /// The processes that the resources 1..<`count` are; nil if one of these is no process.
    fileprivate func processNames(ofResources count: Int) -> [StringIndex]? {
        let named = namedResources
        guard named.count == count - 1 else { return nil }
        return named.sorted { $0.resource < $1.resource }.map(\.name)
    }
}
