/// How much a search shall tell of each trace.
package enum TraceDetail: Sendable, Equatable {
    /// The summary alone, by whatever way is cheapest.
    case summary
    /// The summary and every call of a service, for which whole traces travel.
    case calls
    /// The summary and every span.
    case spans
}
