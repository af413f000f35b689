package import TraceModel

/// Where the explorer opens.
package enum StartScreen: Sendable {
    case services
    case traces(SearchTerms)
    /// What files hold: a single trace opens as itself, several as a list.
    case files
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
            fitScreens()
            effects += loadServices()
        case .traces(let terms):
            screens = []
            effects += openTraces(terms)
        case .files:
            screens = []
            effects += openTraces(SearchTerms())
            opensSingleTrace = true
        case .trace(let id, let span):
            screens = []
            effects += openTrace(id, near: nil, span: span)
        }
        return effects
    }
}
