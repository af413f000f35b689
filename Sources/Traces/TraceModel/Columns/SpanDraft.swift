/// One span while a decoder reads it; reused from span to span, so that nothing is allocated per span.
///
/// Attributes of the span, its events and its links are collected flat; an event or link owns the attributes
/// between its `firstAttribute` and that of the next.
package struct SpanDraft: Sendable {
    package var traceID = TraceID.zero
    package var spanID = SpanID.zero
    /// Already decided, zero for a root; every other reference is in `links`.
    package var parentID = SpanID.zero
    package var name: StringIndex = 0
    package var kind = SpanKind.unspecified
    package var statusCode = StatusCode.unset
    package var statusMessage: StringIndex = 0
    /// Nanoseconds since the epoch.
    package var start: UInt64 = 0
    /// Nanoseconds since the epoch; may lie before `start`.
    package var end: UInt64 = 0
    package var flags: UInt32 = 0
    package var traceState: StringIndex = 0
    package var resource: UInt32 = 0
    package var scope: UInt32 = 0
    package var dropped = DroppedCounts()
    package var attributes: [StoredAttribute] = []
    /// Attributes that the builder has interned already; they stand after `attributes`.
    package var internedAttributes: [AttributeIndex] = []
    package var events: [EventDraft] = []
    package var eventAttributes: [StoredAttribute] = []
    package var links: [LinkDraft] = []
    package var linkAttributes: [StoredAttribute] = []
    package var warnings: [StringIndex] = []

    package init() {}

    /// Empties the draft, keeping its memory.
    package mutating func reset() {
        traceID = .zero
        spanID = .zero
        parentID = .zero
        name = 0
        kind = .unspecified
        statusCode = .unset
        statusMessage = 0
        start = 0
        end = 0
        flags = 0
        traceState = 0
        resource = 0
        scope = 0
        dropped = DroppedCounts()
        attributes.removeAll(keepingCapacity: true)
        internedAttributes.removeAll(keepingCapacity: true)
        events.removeAll(keepingCapacity: true)
        eventAttributes.removeAll(keepingCapacity: true)
        links.removeAll(keepingCapacity: true)
        linkAttributes.removeAll(keepingCapacity: true)
        warnings.removeAll(keepingCapacity: true)
    }
}

/// One event of a ``SpanDraft``.
package struct EventDraft: Sendable {
    /// Nanoseconds since the epoch.
    package var time: UInt64 = 0
    package var name: StringIndex = 0
    /// Where its attributes begin in the draft's `eventAttributes`.
    package var firstAttribute: Int
    package var droppedAttributes: UInt32 = 0

    package init(firstAttribute: Int) {
        self.firstAttribute = firstAttribute
    }
}

/// One link of a ``SpanDraft``.
package struct LinkDraft: Sendable {
    package var traceID = TraceID.zero
    package var spanID = SpanID.zero
    package var type = LinkType.unspecified
    package var traceState: StringIndex = 0
    package var flags: UInt32 = 0
    /// Where its attributes begin in the draft's `linkAttributes`.
    package var firstAttribute: Int
    package var droppedAttributes: UInt32 = 0

    package init(firstAttribute: Int) {
        self.firstAttribute = firstAttribute
    }
}
