package import TraceModel

/// How a search is put to a server, and what is left to be tested here.
package struct SearchPlan: Sendable, Equatable {
    package var route: Dialect.SearchRoute
    /// What the server is asked.
    package var asked: TraceQuery
    /// Conditions that the server cannot test, in the query's words; they need whole traces.
    package var filteredHere: [String]

    /// Decides.
    ///
    /// - Throws: ``TraceReaderError`` when the question makes no sense, or the server cannot answer it and no
    ///   filtering here would make up for it.
    package init(_ query: TraceQuery, dialect: Dialect) throws(TraceReaderError) {
        try Self.check(query)
        if query.service == nil, dialect.search == .legacyTraces {
            throw TraceReaderError(
                .unsupported,
                "this server (\(dialect.label)) searches one service at a time: name it with service="
            )
        }
        route = dialect.search
        asked = query
        filteredHere = []
        if let kind = query.kind {
            filteredHere.append("kind=\(kind.name)")
        }
        asked.kind = nil
        asked.attributes = Self.oneAKey(query.attributes)
        filteredHere += query.attributes.filter { !asked.attributes.contains($0) }.map(Self.words)
        if route == .summaries, !filteredHere.isEmpty || query.detail != .summary {
            // Summaries hold no spans to test or count.
            route = .v3Traces
        } else if route == .v3Traces {
            // Without summaries the server may be one that ignores attributes.
            filteredHere += asked.attributes.map(Self.words)
        }
    }

    /// The request for the plan.
    package var request: QueryAPIRequest {
        switch route {
        case .summaries: .summaries(asked)
        case .legacyTraces: .legacySearch(asked)
        case .v3Traces: .v3Search(asked)
        }
    }

    private static func words(_ condition: AttributeCondition) -> String {
        "tag.\(condition.key)=\(condition.value)"
    }

    /// The wire form is an object, which holds a key once.
    private static func oneAKey(_ conditions: [AttributeCondition]) -> [AttributeCondition] {
        var keys: Set<String> = []
        return conditions.filter { keys.insert($0.key).inserted }
    }

    /// Refuses what servers answer with nothing, with everything, or by crashing.
    static func check(_ query: TraceQuery) throws(TraceReaderError) {
        let fault: String? =
            if !(1...Int(Int32.max)).contains(query.limit) {
                "limit=\(query.limit) is not a number of traces: give 1 or more"
            } else if query.end < query.start {
                "the time asked for ends before it begins: exchange from= and to="
            } else if let least = query.minDuration, least < 0 {
                "minDuration= is negative: give 0 or more"
            } else if let most = query.maxDuration, most < 0 {
                "maxDuration= is negative: give 0 or more"
            } else if let least = query.minDuration, let most = query.maxDuration, least > most {
                "minDuration= is longer than maxDuration=: exchange them"
            } else {
                nil
            }
        if let fault { throw TraceReaderError(.invalidQuery, fault) }
    }
}
