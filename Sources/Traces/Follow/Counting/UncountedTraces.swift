/// What came and is not counted, each for its own reason; figures that it belongs to are lower bounds.
package struct UncountedTraces: Sendable, Equatable {
    /// Times that a trace grew that is not remembered as it was counted: after its last look, or too many came since.
    package var grownTraces = 0
    /// Calls of services beyond as many as are kept apart.
    package var serviceCalls = 0
    /// Calls of operations beyond as many as are kept apart; their services' figures have them.
    package var operationCalls = 0
    /// Calls before or after the time that is kept.
    package var outsideCalls = 0

    package init() {}

    mutating func add(_ other: UncountedTraces) {
        grownTraces += other.grownTraces
        serviceCalls += other.serviceCalls
        operationCalls += other.operationCalls
        outsideCalls += other.outsideCalls
    }
}
