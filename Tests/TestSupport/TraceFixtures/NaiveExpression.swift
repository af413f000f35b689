package import TraceAnalysis
package import TraceModel

/// Says once more what expressions mean, span by span and value by value, without any preparation.
package struct NaiveExpression {
    private let tree: TraceTree
    private let start: Timestamp
    private let selfTimes: SelfTimes
    private let criticalPath: CriticalPath

    package init(_ tree: TraceTree, start: Timestamp) {
        self.tree = tree
        self.start = start
        selfTimes = SelfTimes(tree)
        criticalPath = CriticalPath(tree)
    }

    /// Numbers of the spans for which it holds.
    package func hits(_ expression: SpanExpression) -> [Int32] {
        (0..<tree.spanCount).filter { holds(expression, $0) }.map { Int32($0) }
    }

    private func holds(_ expression: SpanExpression, _ index: Int) -> Bool {
        let span = tree.trace[index]
        switch expression {
        case .condition(let condition): return holds(condition, span)
        case .figure(let figure, let order, let value):
            return order.holds(self.value(of: figure, index), value)
        case .status(let code): return span.statusCode == code
        case .contains(let subject, let text):
            return values(of: subject, span).contains { Self.contains($0, text) }
        case .ordered(let subject, let order, let text):
            return values(of: subject, span).contains { Self.holds(order, $0, text) }
        case .has("error"): return span.isError
        case .has(let key): return !values(of: .attribute(key), span).isEmpty
        case .mentions(let text): return SpanSearch(tree.trace, for: text).contains(index)
        case .not(let inner): return !holds(inner, index)
        case .all(let parts): return parts.allSatisfy { holds($0, index) }
        case .any(let parts): return parts.contains { holds($0, index) }
        }
    }

    /// As queries ask it.
    private func holds(_ condition: TraceCondition, _ span: Span) -> Bool {
        var query = TraceQuery(start: .zero, end: Timestamp(nanoseconds: .max), limit: 1)
        query.conditions = [condition]
        return SpanMatcher(query, in: span.columns).matches(span)
    }

    private func value(of figure: SpanFigure, _ index: Int) -> Int64 {
        switch figure {
        case .duration: tree.trace[index].duration
        case .own: selfTimes[index]
        case .critical: criticalPath.total(of: index)
        case .start: Timestamp(nanoseconds: tree.displayStarts[index]).since(start)
        case .depth: Int64(tree.depths[index])
        }
    }

    private func values(of subject: SpanSubject, _ span: Span) -> [AttributeValue] {
        switch subject {
        case .service: return [.string(span.serviceName)]
        case .operation: return [.string(span.name)]
        case .attribute(let key):
            if let field = AttributeField(key: key) {
                var values = texts(of: field, span).filter { !$0.isEmpty }
                    .map { AttributeValue.string($0) }
                if field.isAttributeToo {
                    values += all(span).filter { $0.key == key }.map(\.value)
                }
                return values
            }
            let prefix = "resource."
            if key.hasPrefix(prefix) {
                return span.resource.attributes.filter { prefix + $0.key == key }.map(\.value)
            }
            return all(span).filter { $0.key == key }.map(\.value)
        }
    }

    private func all(_ span: Span) -> [Attribute] {
        Array(span.attributes) + Array(span.resource.attributes) + Array(span.scope.attributes)
            + span.events.flatMap { Array($0.attributes) }
            + span.links.flatMap { Array($0.attributes) }
    }

    private func texts(of field: AttributeField, _ span: Span) -> [String] {
        switch field {
        case .error: ["\(span.isError)"]
        case .kind: [span.kind.name]
        case .statusCode: span.statusCode == .unset ? [] : [span.statusCode.word]
        case .statusMessage: [span.statusMessage]
        case .scopeName: [span.scope.name]
        case .scopeVersion: [span.scope.version]
        case .serviceName: span.resource.hasServiceName ? [span.serviceName] : []
        case .eventName: span.events.map(\.name)
        }
    }

    private static func contains(_ value: AttributeValue, _ text: String) -> Bool {
        let needle = Array(text.lowercased().utf8)
        let isASCII = needle.allSatisfy { $0 < 0x80 }
        // Letters beyond ASCII have no small ones that a text in ASCII could be part of.
        let subject = value.canonicalString
        let hay =
            isASCII
            ? subject.utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
            : Array(subject.lowercased().utf8)
        guard hay.count >= needle.count else { return false }
        return (0...(hay.count - needle.count)).contains {
            hay[$0..<$0 + needle.count].elementsEqual(needle)
        }
    }

    private static func holds(_ order: ValueOrder, _ value: AttributeValue, _ text: String) -> Bool
    {
        if let wanted = number(text) {
            switch value {
            case .int(let value): return order.holds(Double(value), wanted)
            case .double(let value): return order.holds(value, wanted)
            case .string(let value): return number(value).map { order.holds($0, wanted) } ?? false
            case .empty, .bool, .bytes, .array, .map: return false
            }
        }
        guard case .string(let value) = value else { return false }
        return order.holds(Bytes(bytes: Array(value.utf8)), Bytes(bytes: Array(text.utf8)))
    }

    private static func number(_ text: String) -> Double? {
        let isNumber = text.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) }
        return isNumber ? Double(text) : nil
    }

    private struct Bytes: Comparable {
        let bytes: [UInt8]

        static func < (left: Bytes, right: Bytes) -> Bool {
            left.bytes.lexicographicallyPrecedes(right.bytes)
        }
    }
}
