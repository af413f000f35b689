package import TraceModel
import WireFormats

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
        let conditions = QueryAPIConditions(query.conditions)
        route = dialect.search
        asked = query
        asked.conditions = conditions.asked
        filteredHere = conditions.rest.map(\.words)
        if route == .summaries, !filteredHere.isEmpty || query.detail != .summary {
            // Summaries hold no spans to test or count.
            route = .v3Traces
        } else if route == .v3Traces {
            // Without summaries the server may be one that ignores attributes.
            filteredHere += asked.conditions.filter { $0.attribute != nil }.map(\.words)
        }
    }

    /// The same for a protobuf message, in which a longest duration of zero stands for none.
    var forMessage: SearchPlan {
        guard let most = asked.maxDuration, most == 0 else { return self }
        var plan = self
        plan.asked.maxDuration = nil
        plan.filteredHere.append(TraceCondition.maxDuration(most).words)
        // Summaries hold no spans to test.
        if plan.route == .summaries { plan.route = .v3Traces }
        return plan
    }

    /// The request for the plan.
    package var request: QueryAPIRequest {
        switch route {
        case .summaries: .summaries(asked)
        case .legacyTraces: .legacySearch(asked)
        case .v3Traces: .v3Search(asked)
        }
    }

    /// Refuses what servers answer with nothing, with everything, or by crashing.
    static func check(_ query: TraceQuery) throws(TraceReaderError) {
        let fault: String? =
            if !(1...Int(Int32.max)).contains(query.limit) {
                "limit=\(query.limit) is not a number of traces: give 1 or more"
            } else if query.end < query.start {
                "the time asked for ends before it begins: exchange from= and to="
            } else if let fault = query.conditions.lazy.compactMap(\.fault).first {
                fault
            } else if let least = query.minDuration, let most = query.maxDuration, least > most {
                "minDuration= is longer than maxDuration=: exchange them"
            } else {
                nil
            }
        if let fault { throw TraceReaderError(.invalidQuery, fault) }
    }
}

extension TraceCondition {
    /// In the words of the query line.
    fileprivate var words: String {
        switch self {
        case .service(let name): "service=\(name)"
        case .operation(let name): "operation=\(name)"
        case .kind(let kind): "kind=\(kind.name)"
        case .attribute(let attribute): attribute.words
        case .without(let attribute): "tag.\(attribute.key)!=\(attribute.value)"
        case .error(let failed): AttributeCondition.error(failed).words
        case .minDuration(let duration): "minDuration=\(GoDuration.text(of: duration))"
        case .maxDuration(let duration): "maxDuration=\(GoDuration.text(of: duration))"
        }
    }

    /// Why nothing can meet it.
    fileprivate var fault: String? {
        switch self {
        case .minDuration(let duration):
            duration < 0 ? "minDuration= is negative: give 0 or more" : nil
        case .maxDuration(let duration):
            duration < 0 ? "maxDuration= is negative: give 0 or more" : nil
        case .service, .operation, .kind, .attribute, .without, .error: nil
        }
    }
}

extension AttributeCondition {
    fileprivate var words: String { "tag.\(key)=\(value)" }
}
