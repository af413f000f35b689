import TraceModel

/// The resource of the `resourceSpans` being read; it may come after its spans.
struct OTLPResourceState {
    var isOpen = false
    var index: UInt32 = 0
    var serviceName: StringIndex?
    var attributes: [StoredAttribute] = []
    var schemaURL: StringIndex = 0
    var dropped: UInt32 = 0
    /// How many scopes there were before its own.
    var firstScope = 0

    mutating func begin(_ index: UInt32, firstScope: Int) {
        isOpen = true
        self.index = index
        self.firstScope = firstScope
        serviceName = nil
        attributes.removeAll(keepingCapacity: true)
        schemaURL = 0
        dropped = 0
    }
}

/// The scope of the `scopeSpans` being read; it may come after its spans.
struct OTLPScopeState {
    var isOpen = false
    var index: UInt32 = 0
    var name: StringIndex = 0
    var version: StringIndex = 0
    var attributes: [StoredAttribute] = []
    var schemaURL: StringIndex = 0
    var dropped: UInt32 = 0

    mutating func begin(_ index: UInt32) {
        isOpen = true
        self.index = index
        name = 0
        version = 0
        attributes.removeAll(keepingCapacity: true)
        schemaURL = 0
        dropped = 0
    }
}

/// The span being read.
struct OTLPSpanState {
    var draft = SpanDraft()
    var isOpen = false
    var hasTraceID = false
    var hasSpanID = false
    var hasStart = false
    /// Ids that were written as texts, by the attributes that keep them.
    var idTexts = OTLPIDTexts()
    /// The first thing that could not be read.
    var trouble: String?

    mutating func begin(resource: UInt32, scope: UInt32) {
        draft.reset()
        draft.resource = resource
        draft.scope = scope
        isOpen = true
        hasTraceID = false
        hasSpanID = false
        hasStart = false
        idTexts = OTLPIDTexts()
        trouble = nil
    }
}
