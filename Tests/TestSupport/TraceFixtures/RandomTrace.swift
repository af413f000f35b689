package import TraceModel

extension TraceSketch {
    /// Spans of any shape: several roots, orphans, duplicate ids, cycles, self-parents, negative durations,
    /// missing starts, shared client and server ids, hostile text.
    ///
    /// The same generator state makes the same spans; print its seed when a test fails.
    package static func random(
        spans count: Int,
        using generator: inout SeededGenerator
    ) -> TraceSketch {
        var sketch = TraceSketch()
        // Few ids make duplicates and cycles likely, many make trees.
        let ids = UInt64.random(in: 1...UInt64(max(1, count * 2)), using: &generator)
        let tidy = Bool.random(using: &generator)
        let span = Double.random(in: 1...10_000, using: &generator)
        for index in 0..<count {
            let id = tidy ? UInt64(index + 1) : .random(in: 1...ids, using: &generator)
            let start = sketch.time(.random(in: 0...span, using: &generator))
            let length = UInt64.random(in: 0...20_000_000, using: &generator)
            var made = SpanSketch(
                traceID: sketch.traceID,
                id: SpanID(id),
                name: text(using: &generator),
                start: start,
                end: start + length
            )
            made.parentID = parent(index, id: id, ids: ids, tidy: tidy, using: &generator)
            spoil(&made, length: length, using: &generator)
            decorate(&made, using: &generator)
            sketch.spans.append(made)
        }
        return sketch
    }

    private static func parent(
        _ index: Int,
        id: UInt64,
        ids: UInt64,
        tidy: Bool,
        using generator: inout SeededGenerator
    ) -> SpanID {
        switch Int.random(in: 0..<20, using: &generator) {
        case 0: .zero
        case 1: SpanID(ids + .random(in: 1...3, using: &generator))
        case 2 where !tidy: SpanID(id)
        default:
            tidy
                ? SpanID(index == 0 ? 0 : .random(in: 1...UInt64(index), using: &generator))
                : SpanID(.random(in: 1...ids, using: &generator))
        }
    }

    private static func spoil(
        _ span: inout SpanSketch,
        length: UInt64,
        using generator: inout SeededGenerator
    ) {
        switch Int.random(in: 0..<40, using: &generator) {
        case 0: span.end = span.start - length
        case 1: span.end = span.start
        case 2: (span.start, span.end) = (0, length)
        case 3: (span.start, span.end) = (.max - length, .max)
        default: break
        }
    }

    private static func decorate(_ span: inout SpanSketch, using generator: inout SeededGenerator) {
        span.kind = SpanKind.allCases.randomElement(using: &generator) ?? .unspecified
        span.service = ["shop", "db", "", "payments", "🛒"].randomElement(using: &generator)
        if Int.random(in: 0..<8, using: &generator) == 0 { span.statusCode = .error }
        for _ in 0..<Int.random(in: 0..<4, using: &generator) {
            span.attributes.append(
                Attribute(key: text(using: &generator), value: value(using: &generator))
            )
        }
        if Int.random(in: 0..<5, using: &generator) == 0 {
            span.events.append(
                EventSketch(
                    name: text(using: &generator),
                    time: span.start,
                    attributes: [Attribute(key: "event", value: value(using: &generator))]
                )
            )
        }
        if Int.random(in: 0..<8, using: &generator) == 0 {
            span.links.append(LinkSketch(traceID: .named("other"), spanID: SpanID(7)))
        }
        if Int.random(in: 0..<4, using: &generator) == 0 {
            span.resource = [
                Attribute(key: "host.name", value: .string("host-\(span.id.value % 3)"))
            ]
        }
    }

    /// A value of any type, nested at most one level.
    package static func value(using generator: inout SeededGenerator) -> AttributeValue {
        switch Int.random(in: 0..<9, using: &generator) {
        case 0: .empty
        case 1: .bool(.random(using: &generator))
        case 2: .int(.random(in: .min ... .max, using: &generator))
        case 3: .double(.random(in: -1e6...1e6, using: &generator))
        case 4: .double(.nan)
        case 5: .bytes([0, 255, .random(in: 0...255, using: &generator)])
        case 6: .array([.string(text(using: &generator)), .int(1)])
        case 7: .map([Attribute(key: text(using: &generator), value: .bool(true))])
        default: .string(text(using: &generator))
        }
    }

    /// A word, now and then one that would harm a careless terminal.
    package static func text(using generator: inout SeededGenerator) -> String {
        let words = ["GET /cart", "SELECT", "charge", "cache.get", "http.status_code", "200"]
        guard Int.random(in: 0..<6, using: &generator) == 0 else {
            return words.randomElement(using: &generator) ?? ""
        }
        return hostileTexts.randomElement(using: &generator) ?? ""
    }

    /// Text that is empty, wide, combining, right-to-left, made of controls, or long.
    package static let hostileTexts = [
        "", " ", "\u{1B}[2J\u{1B}[1;1H", "\u{1B}]52;c;aGk=\u{07}", "a\nb\tc\r", "\u{0}",
        "\u{9B}31m",
        "漢字かな", "👩‍👩‍👧‍👦", "e\u{301}\u{302}\u{303}", "\u{202E}evil\u{202C}", "שלום", "\u{FEFF}",
        String(repeating: "x", count: 5000), "\"quoted\"\\", "İstanbul",
    ]
}
