package import TraceModel

/// Where the explorer opens.
package enum StartScreen: Sendable {
    case services
    case traces(SearchTerms)
    /// One trace, perhaps with a span to select.
    case trace(TraceID, span: SpanID?)
}

extension ExplorerState {
    /// Opens the first screen and returns what it needs.
    package mutating func start(_ start: StartScreen) -> [Effect] {
        let (id, effect) = ask(.describe, what: "asking what the source is")
        source = .loading(id)
        var effects = [effect]
        switch start {
        case .services:
            effects += loadServices()
        case .traces(let terms):
            screens = []
            effects += openTraces(terms)
        case .trace(let id, let span):
            screens = []
            effects += openTrace(id, near: nil, span: span)
        }
        return effects
    }
}
