package import TraceModel

/// A trace as it is after its first spans, and when it is whole.
package enum GrowingTrace {
    package static let begun = trace(spans: [0, 1, 3])
    package static let whole = trace(spans: [0, 1, 2, 3, 4])

    /// Span 3's parent is span 2.
    private static let parents: [Int?] = [nil, 0, 0, 2, 2]

    private static func trace(spans: [Int]) -> Trace {
        var builder = TraceBuilder()
        for number in spans {
            var span = PlainSpan()
            span.traceID = TraceID(high: 1, low: 2)
            span.spanID = id(number)
            if let parent = parents[number] { span.parentID = id(parent) }
            span.resource.name = "frontend"
            span.name = "step \(number)"
            span.start = Journey.now.nanoseconds - UInt64(100 - number) * 1_000_000
            span.end = span.start + 10_000_000
            builder.append(span)
        }
        return builder.finish()[0]
    }

    private static func id(_ number: Int) -> SpanID { SpanID(UInt64(number) + 1) }
}
