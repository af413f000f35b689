import Glibc

/// How many connections each listener has at most.
///
/// A connection is a descriptor, of which a process has a limited number. So the limits are lower where that is low.
package struct ConnectionLimits: Sendable, Equatable {
    /// Of each receiver of spans: senders keep theirs open.
    package let receiver: Int
    /// Of the query API.
    package let query: Int
    /// Of metrics and health.
    package let telemetry: Int

    /// - Parameter descriptors: How many the process may have, 128 of which are for other things.
    package init(descriptors: Int = Self.raisedDescriptorLimit()) {
        let shares = max(descriptors - 128, 64)
        receiver = min(10_000, shares / 2)
        query = min(2000, shares / 4)
        telemetry = min(250, shares / 8)
    }

    /// How many descriptors the process may have, after raising it as far as the system lets it.
    package static func raisedDescriptorLimit() -> Int {
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { return 1024 }
        if limit.rlim_cur < limit.rlim_max {
            var raised = limit
            raised.rlim_cur = limit.rlim_max
            if setrlimit(resource, &raised) == 0 { limit = raised }
        }
        return Int(clamping: limit.rlim_cur)
    }
}
