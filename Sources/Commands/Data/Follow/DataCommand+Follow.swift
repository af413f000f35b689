import Explorer
import Follow
import TraceModel

extension DataCommand {
    /// Prints what comes until the task is cancelled, nobody reads any more, or the request's limit is reached.
    func follow(_ request: FollowRequest) async throws -> ExitCode {
        var request = request
        let terms = try request.search.terms(now: output.style.now, zone: output.style.zone)
        switch terms.window {
        case .unspecified: break
        case .last(let length): request.reach = min(length, FollowRequest.longestReach)
        case .between:
            throw CommandLineError(
                "`spoor follow` has no from and to, as it goes on from now; --last says how far back it "
                    + "begins."
            )
        }
        var settings = FollowSettings()
        settings.reach = request.reach
        settings.lookback = max(settings.lookback, request.reach)
        var query = terms.query(now: output.style.now, defaults: defaults)
        if case .rates(_, let calls) = request.subject {
            // Where whole traces travel anyway, their calls cost nothing more.
            let isFree = try await reader.describe().search.route != .summaries
            query.detail = calls || isFree ? .calls : .summary
        }
        if let service = query.service { await remark(onUnknown: service) }
        var printer = try FollowPrinter(
            request,
            query: query,
            settings: settings,
            command: self,
            began: clock.now().monotonic
        )
        let driver = FollowDriver(reader, wanted: query, settings: settings, clock: clock)
        return try await print(driver, with: &printer)
    }

    /// Warns of an unknown service, since a misspelled one would just stay silent; it is followed all the same.
    private func remark(onUnknown service: String) async {
        guard let unknown = await unknownService(service) else { return }
        output.remark(unknown + " It is followed all the same.")
    }

    private func print(
        _ driver: FollowDriver,
        with printer: inout FollowPrinter<Output>
    ) async throws -> ExitCode {
        let moments = FollowMoments()
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await moments.follow(driver) }
            group.addTask { [clock] in await moments.beat(clock) }
            defer { group.cancelAll() }
            var code: ExitCode?
            try await moments.forEach { moment in
                code = try printer.take(moment, clock.now().monotonic)
                return code == nil
            }
            return code ?? .interrupted
        }
    }
}
