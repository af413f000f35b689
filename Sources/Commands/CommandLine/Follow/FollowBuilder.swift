import Explorer
import PlainText
import TraceModel

/// Makes a request to follow from its options.
struct FollowBuilder {
    let scanned: ScannedArguments

    func build(_ search: TracesRequest) throws(CommandLineError) -> FollowRequest {
        var search = search
        // Here `--last` says where to begin.
        search.options[.last] = nil
        var request = FollowRequest(
            search: search,
            subject: .traces(updates: scanned.has(OptionTable.updates))
        )
        try scanned.set(
            &request.reach,
            OptionTable.reach,
            { text in
                DurationText.parse(text).flatMap { $0 <= FollowRequest.longestReach ? $0 : nil }
            },
            "\(DurationText.expectation), up to 24h",
            remedy: { DurationText.remedy(for: $0) }
        )
        request.duration = try length(OptionTable.duration)
        if let interval = try length(OptionTable.summary) {
            try refuseForRates(interval)
            request.subject = .rates(every: interval, calls: scanned.has(OptionTable.calls))
        } else if scanned.has(OptionTable.calls) {
            throw CommandLineError("`--calls` only works together with `--summary`.")
        }
        var count = 0
        try scanned.set(
            &count,
            OptionTable.count,
            { text in Int(text).flatMap { $0 > 0 ? $0 : nil } },
            "a whole number above 0"
        )
        request.count = count > 0 ? count : nil
        return request
    }

    private func refuseForRates(_ interval: Nanoseconds) throws(CommandLineError) {
        guard (Nanoseconds.seconds(1)...Nanoseconds.hours(1)).contains(interval) else {
            throw CommandLineError("`--summary` takes an interval from 1s to 1h.")
        }
        for option in [OptionTable.errors, OptionTable.updates] where scanned.has(option) {
            throw CommandLineError(
                "`\(option.flag)` is about traces and `--summary` prints rates; give one of them."
            )
        }
    }

    private func length(_ option: CommandLineOption) throws(CommandLineError) -> Nanoseconds? {
        var length: Nanoseconds = 0
        try scanned.set(
            &length,
            option,
            { text in DurationText.parse(text).flatMap { $0 > 0 ? $0 : nil } },
            DurationText.expectation,
            remedy: { DurationText.remedy(for: $0) }
        )
        return length > 0 ? length : nil
    }
}
