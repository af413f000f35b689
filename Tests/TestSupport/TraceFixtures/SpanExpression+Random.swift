package import TraceModel

extension SpanExpression {
    /// An expression as the parser makes them, with keys and values that random traces have now and then.
    ///
    /// The same generator state makes the same expression; print its seed when a test fails.
    package static func random(
        depth: Int = 3,
        using generator: inout SeededGenerator
    ) -> SpanExpression {
        let isJoined = depth > 0 && Int.random(in: 0..<2, using: &generator) == 0
        guard isJoined else { return leaf(using: &generator) }
        func parts() -> [SpanExpression] {
            (0..<Int.random(in: 2...3, using: &generator)).map { _ in
                random(depth: depth - 1, using: &generator)
            }
        }
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: return .not(random(depth: depth - 1, using: &generator))
        case 1: return .all(parts())
        default: return .any(parts())
        }
    }

    private static func leaf(using generator: inout SeededGenerator) -> SpanExpression {
        switch Int.random(in: 0..<8, using: &generator) {
        case 0, 1: return .condition(condition(using: &generator))
        case 2:
            let figure = SpanFigure.allCases.randomElement(using: &generator) ?? .depth
            let most: Int64 = figure == .depth ? 5 : 20_000_000
            return .figure(
                figure,
                order(using: &generator),
                .random(in: 0...most, using: &generator)
            )
        case 3: return .status(StatusCode.allCases.randomElement(using: &generator) ?? .ok)
        case 4:
            return .contains(
                subject(using: &generator),
                String(text(using: &generator).prefix(3))
            )
        case 5:
            var orders = ValueOrder.allCases
            orders.removeAll { $0 == .equal }
            let order = orders.randomElement(using: &generator) ?? .more
            return .ordered(subject(using: &generator), order, text(using: &generator))
        case 6: return .has(key(using: &generator))
        default: return .mentions(text(using: &generator))
        }
    }

    private static func condition(using generator: inout SeededGenerator) -> TraceCondition {
        switch Int.random(in: 0..<7, using: &generator) {
        case 0: .service(["shop", "db", "🛒"].randomElement(using: &generator) ?? "")
        case 1: .operation(text(using: &generator))
        case 2: .kind([.server, .client, .internal].randomElement(using: &generator) ?? .server)
        case 3: .error(.random(using: &generator))
        case 4: .minDuration(.random(in: 0...20_000_000, using: &generator))
        case 5: .maxDuration(.random(in: 0...20_000_000, using: &generator))
        default:
            .attribute(
                AttributeCondition(
                    key: key(using: &generator),
                    value: TraceSketch.text(using: &generator)
                )
            )
        }
    }

    private static func subject(using generator: inout SeededGenerator) -> SpanSubject {
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: .service
        case 1: .operation
        default: .attribute(key(using: &generator))
        }
    }

    private static func order(using generator: inout SeededGenerator) -> ValueOrder {
        ValueOrder.allCases.randomElement(using: &generator) ?? .equal
    }

    /// A key of an attribute, of a field, or of none.
    private static func key(using generator: inout SeededGenerator) -> String {
        let keys = [
            "host.name", "resource.host.name", "event", "span.kind", "otel.status_code",
            "service.name", "scope.name", "error", "http.status_code", "none.at.all", "and",
        ]
        if Bool.random(using: &generator) { return keys.randomElement(using: &generator) ?? "" }
        let text = TraceSketch.text(using: &generator)
        return text.isEmpty ? "key" : text
    }

    /// A text that is not empty, or a number.
    private static func text(using generator: inout SeededGenerator) -> String {
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: return "\(Int.random(in: -1_000_000...1_000_000, using: &generator))"
        case 1: return "host-\(Int.random(in: 0..<3, using: &generator))"
        default:
            let text = TraceSketch.text(using: &generator)
            return text.isEmpty ? "x" : text
        }
    }
}
