package import Explorer

/// A search, in the words it was typed in; times and durations are for the query language to read.
package struct TracesRequest: Sendable, Equatable {
    package var service: TypedText?
    /// `key=value` words of the query language, in order.
    package var terms: [TypedText]
    /// Values of options that stand for terms, in order; of a switch the switch itself.
    package var options: [QueryTerm: [TypedText]]
}
