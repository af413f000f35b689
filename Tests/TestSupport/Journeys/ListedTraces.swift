package import TraceModel

extension TraceSummary {
    /// A trace of a list, named as its number is, that began at `start`.
    package static func listed(
        _ number: Int,
        _ service: String,
        _ operation: String,
        at start: Timestamp = Journey.now,
        milliseconds: Int64 = 12,
        errors: Int = 0
    ) -> TraceSummary {
        TraceSummary(
            id: .named("listed \(number)"),
            rootService: service,
            rootOperation: operation,
            start: start,
            end: start.advanced(by: milliseconds * 1_000_000),
            spanCount: 40 + number,
            errorCount: errors,
            orphanCount: 0,
            services: [ServiceShare(name: service, spanCount: 1, errorCount: 0)]
        )
    }
}

extension ScriptedSource {
    /// A source whose searches find these.
    package static func finding(_ summaries: [TraceSummary]) -> ScriptedSource {
        var source = ScriptedSource.shop
        source.found = summaries
        source.limitHit = false
        return source
    }
}
