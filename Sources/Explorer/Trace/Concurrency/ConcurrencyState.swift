package import TraceAnalysis

/// The strip above the tree that says how many spans of each service run at once.
package struct ConcurrencyState: Sendable {
    /// As the user chose; nil where the size of the screen decides.
    var isChosen: Bool?
    var request: RequestID?
    /// What is drawn; that of the time before while another one is awaited.
    package var found: ServiceConcurrency?
    /// What `found` or `request` is for.
    var window: TimeWindow?
    var parts = 0

    /// The most services that have a row on any screen.
    static let mostRows = 12

    /// The same strip of another trace.
    func begunAnew() -> ConcurrencyState {
        var state = ConcurrencyState()
        state.isChosen = isChosen
        return state
    }
}
