package import TraceModel

/// Describes traces span by span, for tests in which the shape is the point.
///
/// Times are in `unit`s (milliseconds unless told otherwise) after `epoch`. Ids follow from names.
package struct TraceSketch: Sendable {
    /// 2026-01-01T00:00:00Z, in nanoseconds.
    package static let defaultEpoch: UInt64 = 1_767_225_600_000_000_000

    package var traceID: TraceID
    package var epoch: UInt64
    package var unit: Double
    package var spans: [SpanSketch] = []
    /// Warnings of traces as a whole.
    package var warnings: [TraceID: [String]] = [:]

    package init(
        traceID: TraceID = .named("trace"),
        epoch: UInt64 = defaultEpoch,
        unit: Nanoseconds = 1_000_000
    ) {
        self.traceID = traceID
        self.epoch = epoch
        self.unit = Double(unit)
    }

    /// Nanoseconds since the Unix epoch of a time in this sketch's units.
    package func time(_ value: Double) -> UInt64 {
        let offset = (value * unit).rounded()
        return offset >= 0 ? epoch + UInt64(offset) : epoch - UInt64(-offset)
    }

    /// Adds a span from `times.lowerBound` to `times.upperBound`.
    ///
    /// `id` and `parent` are names that ``SpanID/named(_:)`` turns into ids; `id` is `name` by default.
    package mutating func span(
        _ name: String,
        _ times: Range<Double>,
        id: String? = nil,
        parent: String? = nil,
        service: String? = "service",
        kind: SpanKind = .unspecified,
        error: Bool = false,
        attributes: AttributePairs = [:],
        resource: AttributePairs = [:],
        edit: (inout SpanSketch) -> Void = { _ in }
    ) {
        var span = SpanSketch(
            traceID: traceID,
            id: .named(id ?? name),
            name: name,
            start: time(times.lowerBound),
            end: time(times.upperBound)
        )
        if let parent { span.parentID = .named(parent) }
        span.service = service
        span.kind = kind
        if error { span.statusCode = .error }
        span.attributes = [Attribute](attributes)
        span.resource = [Attribute](resource)
        edit(&span)
        spans.append(span)
    }

    /// Gives the span added last an event at a time in this sketch's units.
    package mutating func event(_ name: String, at time: Double, _ attributes: AttributePairs = [:])
    {
        let event = EventSketch(
            name: name,
            time: self.time(time),
            attributes: [Attribute](attributes)
        )
        spans[spans.count - 1].events.append(event)
    }

    /// Gives the span added last a link to a span by name, of this trace or another.
    package mutating func link(
        to span: String,
        trace: String? = nil,
        type: LinkType = .unspecified,
        _ attributes: AttributePairs = [:]
    ) {
        let link = LinkSketch(
            traceID: trace.map { TraceID.named($0) } ?? traceID,
            spanID: .named(span),
            type: type,
            attributes: [Attribute](attributes)
        )
        spans[spans.count - 1].links.append(link)
    }

    /// Starts another trace; spans added from here on belong to it.
    package mutating func trace(_ name: String) { traceID = .named(name) }
}
