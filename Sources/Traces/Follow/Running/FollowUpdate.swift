package import TraceModel

/// What a ``FollowDriver`` delivers: what changed, and how following goes.
package struct FollowUpdate: Sendable {
    package var changes: FollowChanges
    package var status: FollowStatus
    package var seen: SeenTime

    package init(changes: FollowChanges, status: FollowStatus, seen: SeenTime) {
        self.changes = changes
        self.status = status
        self.seen = seen
    }
}

/// Which time was seen, by the source's clock, as a small value that counts can be judged by.
package struct SeenTime: Sendable, Equatable {
    /// The source's clock at the time of this, no later than it really is.
    package var now: Timestamp
    /// The source has told its time, or its traces: before that `now` is our clock alone, and nothing may be judged or
    /// dropped by it.
    package var isKnown: Bool
    /// How late spans may be and still be counted on, nanoseconds.
    package var allowance: Nanoseconds
    /// Of all services, or where they are asked one by one, of the one seen least.
    package var coverage: Coverage
    /// By service, where they are asked one by one.
    package var services: [String: Coverage]

    package init(
        now: Timestamp,
        isKnown: Bool = true,
        allowance: Nanoseconds,
        coverage: Coverage,
        services: [String: Coverage] = [:]
    ) {
        self.now = now
        self.isKnown = isKnown
        self.allowance = allowance
        self.coverage = coverage
        self.services = services
    }

    /// Up to when a service, or everything, was looked at: within the last two minutes, since older figures are
    /// not those of now.
    package func latest(of service: String? = nil) -> Timestamp {
        let coverage = coverage(of: service)
        return max(min(coverage.latest ?? now, now), now.advanced(by: -.seconds(120)))
    }

    /// Whether all calls of a service from `start` until before `end` are known, save those later than the allowance.
    package func covers(_ start: Timestamp, _ end: Timestamp, of service: String) -> Bool {
        coverage(of: service).covers(start, end, allowance: allowance)
    }

    /// Where services are asked one by one, nothing was seen of one that is not among them.
    private func coverage(of service: String?) -> Coverage {
        guard let service, !services.isEmpty else { return coverage }
        return services[service] ?? Coverage()
    }
}

extension Follower {
    /// Which time was seen up to a moment.
    package func seen(_ now: Moment) -> SeenTime {
        let services = streams.compactMap { stream in
            stream.service.map { ($0, stream.coverage) }
        }
        return SeenTime(
            now: clock.earliest(now),
            // A source that reports traces unasked is in this process, and so is its clock.
            isKnown: clock.isKnown || figures.answers > 0 || hasArrivals,
            allowance: lateness.allowance,
            coverage: coverage(),
            services: Dictionary(services, uniquingKeysWith: { first, _ in first })
        )
    }
}
