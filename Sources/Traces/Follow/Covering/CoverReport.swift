package import TraceModel

/// By how many services a source is followed that wants one named in each search.
package struct CoverReport: Sendable, Equatable {
    /// Services that are asked for all that they have, with how much of it was seen; least seen first.
    package var leads: [ServiceCoverage]
    /// All services of the source.
    package var serviceCount: Int
    /// Those that nothing was asked of yet.
    package var unaskedCount: Int
    /// How long ago that one of the others was asked which waits longest, nanoseconds; nil where there are none.
    package var longestUnchecked: Nanoseconds?

    package init(
        leads: [ServiceCoverage],
        serviceCount: Int,
        unaskedCount: Int,
        longestUnchecked: Nanoseconds?
    ) {
        self.leads = leads
        self.serviceCount = serviceCount
        self.unaskedCount = unaskedCount
        self.longestUnchecked = longestUnchecked
    }

    /// How often a service is checked that others cover, unless there are too many of them; nanoseconds.
    package static let leastPeriod: Nanoseconds = .minutes(2)

    /// Services that are only checked now and then, because their traces come with those of others.
    package var checkedCount: Int { serviceCount - leads.count - unaskedCount }
}
