package import TraceModel

/// The spans of a trace for which an expression holds.
///
/// Each condition goes through all spans on its own and leaves a set; and, or and not join sets. So texts and attributes
/// are looked up once per condition, and what is done per span is to compare numbers.
package struct ExpressionSearch {
    /// Numbers of the spans found, ascending.
    package let hits: [Int32]

    /// - Parameters:
    ///   - expression: What must hold.
    ///   - tree: The trace, and how deep its spans lie.
    ///   - start: When the trace begins, from which `start` of spans counts.
    ///   - selfTimes: Those of the tree.
    ///   - criticalPath: That of the tree.
    /// - Complexity: O(conditions · (spans + attributes) + distinct strings and attributes).
    package init(
        _ expression: SpanExpression,
        in tree: TraceTree,
        start: Timestamp,
        selfTimes: SelfTimes,
        criticalPath: CriticalPath
    ) {
        let found = SpanSets(
            tree: tree,
            start: start,
            selfTimes: selfTimes,
            criticalPath: criticalPath
        ).spans(for: expression)
        hits = (0..<Int32(tree.spanCount)).filter { found.contains(Int($0)) }
    }
}

/// Sets of spans, one for each condition.
private struct SpanSets {
    let tree: TraceTree
    let start: Timestamp
    let selfTimes: SelfTimes
    let criticalPath: CriticalPath

    private var trace: Trace { tree.trace }
    private var columns: SpanColumns { tree.trace.columns }
    private var strings: StringTable { tree.trace.columns.strings }

    /// Sets may hold numbers that no span has.
    func spans(for expression: SpanExpression) -> BitSet {
        switch expression {
        case .condition(let condition): return spans(condition)
        case .figure(let figure, let order, let value):
            return spans { order.holds(self.value(of: figure, $0), value) }
        case .status(let code): return spans { columns.statusCodes[trace.row(at: $0)] == code }
        case .contains(let subject, let text): return spans(subject, .contains(TextNeedle(text)))
        case .ordered(let subject, let order, let text):
            return spans(subject, .ordered(OrderTest(order, text)))
        case .has(let key): return spans(.attribute(key), .exists)
        case .mentions(let text):
            let search = SpanSearch(trace, for: text)
            return spans { search.contains($0) }
        case .not(let inner):
            var found = spans(for: inner)
            found.invert()
            return found
        case .all(let parts):
            var found = BitSet.full(limit: trace.count)
            for part in parts { found.formIntersection(spans(for: part)) }
            return found
        case .any(let parts):
            var found = BitSet(limit: trace.count)
            for part in parts { found.formUnion(spans(for: part)) }
            return found
        }
    }

    private func spans(where holds: (Int) -> Bool) -> BitSet {
        var found = BitSet(limit: trace.count)
        for span in 0..<trace.count where holds(span) { found.insert(span) }
        return found
    }

    private func spans(_ condition: TraceCondition) -> BitSet {
        switch condition {
        case .service(let name):
            let test = TextTest(name, in: strings)
            return spans { test.accepts(trace[$0].serviceIndex) }
        case .operation(let name):
            let test = TextTest(name, in: strings)
            return spans { test.accepts(columns.names[trace.row(at: $0)]) }
        case .kind(let kind): return spans { columns.kinds[trace.row(at: $0)] == kind }
        case .error(let failed): return spans { columns.errors[trace.row(at: $0)] == failed }
        case .minDuration(let duration): return spans { trace[$0].duration >= duration }
        case .without(let attribute):
            return spans(for: .not(.condition(.attribute(attribute))))
        case .maxDuration(let duration): return spans { trace[$0].duration <= duration }
        case .attribute(let attribute):
            let criterion = AttributeCriterion(attribute)
            let matcher = AttributeMatcher(criterion, in: strings)
            let value = TextTest(criterion.value, in: strings)
            var owners = AttributeOwners(
                criterion.key,
                at: criterion.place,
                .equals(criterion.value, value),
                in: columns
            )
            return spans { matcher.hasField(trace[$0]) || owners.contains(trace[$0]) }
        }
    }

    private func spans(_ subject: SpanSubject, _ test: ValueTest) -> BitSet {
        switch subject {
        case .service:
            return spansByText(test) { trace[$0].serviceIndex }
        case .operation:
            return spansByText(test) { columns.names[trace.row(at: $0)] }
        case .attribute(let key):
            let criterion = AttributeCriterion(AttributeCondition(key: key, value: ""))
            var field = AttributeField(key: key).map { FieldMatcher($0, test, in: strings) }
            var owners = AttributeOwners(criterion.key, at: criterion.place, test, in: columns)
            return spans { span in
                if field?.matches(trace[span]) ?? false { return true }
                return owners.contains(trace[span])
            }
        }
    }

    /// Each distinct text is tested once.
    private func spansByText(_ test: ValueTest, _ index: (Int) -> StringIndex) -> BitSet {
        var verdicts = Verdicts()
        return spans { span in
            let text = index(span)
            if let known = verdicts[Int(text)] { return known }
            let answer = test.accepts(textAt: text, in: strings)
            verdicts[Int(text)] = answer
            return answer
        }
    }

    private func value(of figure: SpanFigure, _ span: Int) -> Int64 {
        switch figure {
        case .duration: trace[span].duration
        case .own: selfTimes[span]
        case .critical: criticalPath.total(of: span)
        case .start: Timestamp(nanoseconds: tree.displayStarts[span]).since(start)
        case .depth: Int64(tree.depths[span])
        }
    }
}
