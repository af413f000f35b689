import Glibc

/// How many connections each listener has at most.
///
/// A connection takes memory, and a descriptor, of which a process has a limited number. So the limits are lower where either is
/// scarce.
package struct ConnectionLimits: Sendable, Equatable {
    /// Of each receiver of spans: senders keep theirs open.
    package let receiver: Int
    /// Of the query API.
    package let query: Int
    /// Of metrics and health, each.
    package let telemetry: Int

    /// Memory for the first line and header fields of a sender's requests, bytes: less than questions have, since senders
    /// are many and their heads short.
    static let senderHead = 16 << 10
    /// What a connection takes once it has had a request, bytes: mostly the library's memory for heads.
    package static let bytesOfSender = 18_000
    /// The same of every other connection.
    package static let bytesOfOne = 34_000

    /// - Parameters:
    ///   - bytes: The memory that all connections together may take.
    ///   - descriptors: How many the process may have, 128 of which are for other things.
    package init(bytes: Int, descriptors: Int = Self.raisedDescriptorLimit()) {
        let free = max(descriptors - 128, 64)
        receiver = max(16, min(10_000, bytes * 13 / 16 / Self.bytesOfSender, free * 3 / 4))
        query = max(16, min(2000, bytes / 8 / Self.bytesOfOne, free / 8))
        telemetry = max(8, min(250, bytes / 32 / Self.bytesOfOne, free / 16))
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
