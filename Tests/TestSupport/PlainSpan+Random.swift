package import TraceModel

extension PlainSpan {
    /// A span of `traces` different traces and of few services, names and keys, so that spans have much in
    /// common, with every field set now and then.
    package static func random(
        traces: UInt64 = 10,
        using generator: inout some RandomNumberGenerator
    ) -> PlainSpan {
        var span = PlainSpan()
        func sometimes(_ odds: Int = 4) -> Bool { Int.random(in: 0..<odds, using: &generator) == 0 }
        span.traceID = TraceID(high: 7, low: .random(in: 1...traces, using: &generator))
        span.spanID = SpanID(.random(in: 1...40, using: &generator))
        if !sometimes() { span.parentID = SpanID(.random(in: 1...40, using: &generator)) }
        span.name = pick(["GET /", "POST /", "select", "fährte", "publish"], &generator)
        span.kind = pick(SpanKind.allCases, &generator)
        span.start = 1_700_000_000_000_000_000 + .random(in: 0...1_000_000, using: &generator)
        span.end = span.start + .random(in: 1...1_000_000, using: &generator)
        if sometimes() {
            span.statusCode = pick([.ok, .error], &generator)
            span.statusMessage = pick(["", "declined", "timed out"], &generator)
        }
        if sometimes() { span.flags = pick([1, 0x101, 0x301, .max], &generator) }
        if sometimes(8) { span.traceState = "a=1" }
        span.resource.name = pick(["web", "cart", "db", "queue"], &generator)
        span.resource.attributes = attributes(2, &generator)
        if sometimes(8) { span.resource.schemaURL = "urn:r" }
        if sometimes(8) { span.resource.droppedAttributes = 3 }
        if !sometimes() {
            span.scope.name = pick(["scope.a", "scope.b"], &generator)
            span.scope.version = pick(["", "1.0"], &generator)
            span.scope.attributes = attributes(1, &generator)
            if sometimes(8) { span.scope.schemaURL = "urn:s" }
        }
        span.attributes = attributes(5, &generator)
        while sometimes() {
            var event = Event()
            event.time = span.start + 1
            event.name = pick(["retry", "exception", ""], &generator)
            event.attributes = attributes(3, &generator)
            if sometimes() { event.droppedAttributes = 1 }
            span.events.append(event)
        }
        while sometimes() {
            var link = Link()
            link.traceID = TraceID(high: 7, low: .random(in: 1...traces, using: &generator))
            link.spanID = SpanID(.random(in: 1...40, using: &generator))
            if sometimes() { link.traceState = "l=1" }
            if sometimes() { link.flags = 0x100 }
            link.attributes = attributes(2, &generator)
            if sometimes() { link.droppedAttributes = 2 }
            span.links.append(link)
        }
        if sometimes(8) { span.dropped = DroppedCounts(attributes: 1, events: 2, links: 3) }
        return span
    }

    /// Keys that random attributes have.
    package static let randomKeys = [
        "http.status_code", "error", "peer", "user.id", "ratio", "flag", "list", "span.kind",
    ]

    /// A value such as random attributes have, of any type.
    package static func randomValue(
        depth: Int = 0,
        using generator: inout some RandomNumberGenerator
    ) -> AttributeValue {
        switch Int.random(in: 0..<(depth < 2 ? 10 : 7), using: &generator) {
        case 0: .empty
        case 1, 2: .string(pick(["a", "true", "200", "", "ß"], &generator))
        case 3: .bool(.random(using: &generator))
        case 4: .int(pick([0, 200, 500, -1, .max], &generator))
        case 5: .double(pick([0.5, 200, -0.0, 1e300, .infinity], &generator))
        case 6: .bytes(pick([[], [0, 255], [65]], &generator))
        case 7: .string("user-\(Int.random(in: 0..<50, using: &generator))")
        case 8:
            .array(
                (0..<Int.random(in: 0...2, using: &generator)).map { _ in
                    randomValue(depth: depth + 1, using: &generator)
                }
            )
        default:
            .map(
                (0..<Int.random(in: 0...2, using: &generator)).map { _ in
                    Attribute(
                        key: pick(["k", "l"], &generator),
                        value: randomValue(depth: depth + 1, using: &generator)
                    )
                }
            )
        }
    }

    private static func attributes(
        _ most: Int,
        _ generator: inout some RandomNumberGenerator
    ) -> [Attribute] {
        (0..<Int.random(in: 0...most, using: &generator)).map { _ in
            Attribute(key: pick(randomKeys, &generator), value: randomValue(using: &generator))
        }
    }

    private static func pick<Element>(
        _ choices: [Element],
        _ generator: inout some RandomNumberGenerator
    ) -> Element {
        choices[Int.random(in: 0..<choices.count, using: &generator)]
    }
}
