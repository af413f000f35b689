import TraceModel

/// What is held while traces are read, so that it can be bounded.
extension JaegerHandler {
    var byteCount: Int {
        builder.byteCount + span.draft.byteCount + nested.byteCount
            + span.references.count * MemoryLayout<JaegerReference>.stride
            + process.attributes.count * MemoryLayout<StoredAttribute>.stride
            + trace.byteCount + serverErrors.count * ServerError.mostBytes
    }
}

extension OTLPHandler {
    var byteCount: Int {
        builder.byteCount + span.draft.byteCount + nested.byteCount
            + (resource.attributes.count + scope.attributes.count)
            * MemoryLayout<StoredAttribute>.stride
            + serverErrors.count * ServerError.mostBytes
    }
}

extension SpoorHandler {
    var byteCount: Int {
        builder.byteCount + span.draft.byteCount + nested.byteCount + span.attributes.byteCount
            + partAttributes.byteCount
            + (span.resource.attributes.count + span.scope.attributes.count)
            * MemoryLayout<StoredAttribute>.stride
            + lists.byteCount + (resources.count + scopes.count) * 256
            + trace.warnings.count * 4
    }
}

extension NestedValues {
    var byteCount: Int { (entries.count + starts.count) * MemoryLayout<StoredAttribute>.stride }
}

extension SpoorAttributes {
    fileprivate var byteCount: Int {
        (list.count + types.count) * MemoryLayout<StoredAttribute>.stride
            + duplicates.count * MemoryLayout<Duplicate>.stride
    }
}
