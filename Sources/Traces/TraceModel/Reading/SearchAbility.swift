/// What a source's searches can do, as far as it shows before one is made.
package struct SearchAbility: Sendable, Equatable {
    /// What travels for a trace that is found.
    package enum Route: Sendable, Equatable {
        /// A summary, where the query asks for no more and has no condition that needs spans.
        case summaries
        /// All its spans.
        case wholeTraces
        /// Nothing: the source is in this process.
        case inProcess
    }

    package var route: Route
    /// A search must name a service.
    ///
    /// Some servers say so only when asked, with an error of kind
    /// `unsupported` or `invalidQuery`.
    package var needsService: Bool

    package init(route: Route = .wholeTraces, needsService: Bool = false) {
        self.route = route
        self.needsService = needsService
    }
}
