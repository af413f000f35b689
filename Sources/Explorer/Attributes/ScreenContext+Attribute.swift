import PlainText
import TraceAnalysis
import TraceModel

extension ScreenContext {
    /// Does what a key after `a` asks for; `terms` are those of the nearest screen below that has some.
    mutating func perform(
        _ item: AttributeItem,
        on selected: SelectedAttribute,
        under terms: SearchTerms?
    ) {
        func search(_ condition: TraceCondition, of service: String?) {
            var wanted = SearchTerms()
            wanted.service = service
            wanted.conditions.insert(condition)
            wanted.window = terms?.window ?? window(around: selected.time)
            openTraces(wanted)
        }
        switch item {
        case .tracesOfService: search(.attribute(selected.condition), of: selected.service)
        case .traces: search(.attribute(selected.condition), of: nil)
        case .withoutInService: search(.without(selected.condition), of: selected.service)
        case .without: search(.without(selected.condition), of: nil)
        case .find, .onlyThese:
            let expression = SpanExpression.condition(.attribute(selected.condition))
            let purpose: PromptState.Purpose = item == .find ? .find : .onlyHits
            add(.submit(expression.text, purpose, to: selected.traceID))
        case .group:
            let grouping = SpanGrouping.attribute(selected.attribute.key)
            add(.submit(grouping.name, .groupBy, to: selected.traceID))
        case .color:
            let grouping = SpanGrouping.attribute(selected.attribute.key)
            add(.submit(grouping.name, .colorBy, to: selected.traceID))
        case .column: add(.submit(selected.attribute.key, .column, to: selected.traceID))
        case .link:
            if let link = selected.links.first { open(link) }
        case .copy:
            add(
                .copy(
                    begin("copying"),
                    text: selected.text,
                    what: CopyItem.keyAndValue.name(count: 0)
                )
            )
        }
    }

    /// The time to search for what is like a trace that was opened without a search: the usual one, if the trace lies in it.
    private func window(around time: Timestamp) -> SearchTerms.Window {
        let lookback = settings.search.lookback
        let isOld = time < now.advanced(by: -lookback)
        guard !settings.search.searchesAllTime, time.isKnown, isOld else { return .unspecified }
        // In round figures.
        let step = lookback / 60
        return .between(
            RoundTime.down(time.advanced(by: -lookback / 2), within: step),
            RoundTime.up(time.advanced(by: lookback / 2), within: step)
        )
    }
}
