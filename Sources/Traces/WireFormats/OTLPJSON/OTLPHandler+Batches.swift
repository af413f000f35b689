import TraceModel

/// Lists of spans that are read in batches; see ``BatchedSpans``.
extension OTLPHandler: BatchedHandler {
    /// Of what is around the list nothing is in its spans but what stands around all of them.
    struct Beginning: Sendable {}

    static var spanCuts: SpanCuts { SpanCuts(first: "\"traceId\"") }
    static var aroundBatch: (beginning: StaticString, depth: Int) {
        (ShapeWrapper.span.beginning, ShapeWrapper.span.depth)
    }

    var isInListOfSpans: Bool { context == .spans && !contexts.isSkipping }

    var beginning: Beginning { Beginning() }

    mutating func begin(_ beginning: Beginning) {}

    /// It cannot be if something is to be told of the batch, as that has the numbers of its spans in it.
    mutating func take(_ batch: borrowing OTLPHandler) -> Bool {
        // The resource and the scope that the batch's list seemed to stand in are those of this one.
        guard batch.hasNothingToTell, batch.builder.resourceCount == 2,
            batch.builder.scopeCount == 2
        else { return false }
        let strings = builder.strings.intern(allOf: batch.builder.strings)
        append(batch, strings, resources: [0, resource.index], scopes: [0, scope.index])
        return true
    }

    /// Appends `count` whole documents, as if they had been found and read one by one; false, and nothing done, if that cannot be.
    ///
    /// It cannot be either if there is more in them than a list of `resourceSpans` with spans, which others than this handler read.
    mutating func takeDocuments(_ count: Int, of batch: borrowing OTLPHandler) -> Bool {
        guard batch.hasNothingToTell, batch.envelopeMembers == count, !batch.hasBareResource
        else { return false }
        let strings = builder.strings.intern(allOf: batch.builder.strings)
        let origins = builder.appendOrigins(of: batch.builder, strings: strings)
        append(batch, strings, resources: origins.resources, scopes: origins.scopes)
        return true
    }

    /// Nothing but spans was read, and all of them could be.
    private var hasNothingToTell: Bool {
        var untold = report
        untold.lossyNumbers = 0
        untold.unknownEnums = 0
        return untold == DecodeReport() && serverErrors.isEmpty && answerStatus.isEmpty
            && answerMessage.isEmpty
    }

    /// Appends what a batch of which there is nothing to tell holds; `strings`, `resources` and `scopes` are those here of each there.
    private mutating func append(
        _ batch: borrowing OTLPHandler,
        _ strings: [StringIndex],
        resources: [UInt32],
        scopes: [UInt32]
    ) {
        builder.append(batch.builder, strings: strings, resources: resources, scopes: scopes)
        report.lossyNumbers += batch.report.lossyNumbers
        report.unknownEnums += batch.report.unknownEnums
    }
}
