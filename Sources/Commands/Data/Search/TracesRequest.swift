package import Explorer

/// A search as it was typed; the query language reads its times and durations.
package struct TracesRequest: Sendable, Equatable {
    package var service: TypedText?
    /// `key=value` words of the query language, in order.
    package var terms: [TypedText]
    /// Values of options that stand for terms, in order; for a switch, the switch itself.
    package var options: [QueryTerm: [TypedText]]
}
