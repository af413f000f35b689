import Explorer
import Follow
import TerminalText
import TraceModel

/// Prints what a follower delivers, line by line, and says when it is enough.
struct FollowPrinter<Output: DataOutput> {
    /// What is printed, and how.
    private enum Lines {
        case traces(RowLines<TraceRow>)
        case intervals(RowLines<IntervalRow>)

        /// What stands above the rows.
        var heading: [UInt8]? {
            switch self {
            case .traces(let lines): lines.heading
            case .intervals(let lines): lines.heading
            }
        }
    }

    private let request: FollowRequest
    private let output: Output
    private let lines: Lines
    /// Where rates are printed.
    private var rates: FollowedRates?
    private var remarks: FollowRemarks
    private let deadline: Nanoseconds?
    private var hasHeading: Bool
    /// Traces or intervals written so far, read or not.
    private var printed = 0
    private var saysBasis = true

    /// - Parameters:
    ///   - request: What is to be printed.
    ///   - query: What is followed.
    ///   - settings: The follower's settings.
    ///   - command: The command, which knows the form and where it goes.
    ///   - began: Now, by the monotonic clock.
    /// - Throws: A ``CommandLineError`` when the form cannot be written without an end.
    init(
        _ request: FollowRequest,
        query: TraceQuery,
        settings: FollowSettings,
        command: DataCommand<Output>,
        began: Nanoseconds
    ) throws {
        self.request = request
        output = command.output
        remarks = FollowRemarks(lookback: settings.lookback, zone: output.style.zone)
        deadline = request.duration.map { began.addingReportingOverflow($0).partialValue }
        if case .rates(let every, _) = request.subject {
            let basis: LiveBasis = query.detail == .calls ? .calls : .spans
            let list = IntervalList(command.streamView, basis: basis)
            rates = FollowedRates(
                every: every,
                basis: basis,
                service: query.service,
                settings: settings
            )
            lines = .intervals(try command.lines(of: .rates, in: list, as: IntervalColumn.self))
        } else {
            let list = TraceList(command.streamView)
            lines = .traces(try command.lines(of: .follow, in: list, as: TraceColumn.self))
        }
        hasHeading = lines.heading == nil
    }

    /// Handles what happened; returns the exit code when the command is to end.
    mutating func take(_ moment: FollowMoment, _ now: Nanoseconds) throws -> ExitCode? {
        switch moment {
        case .failed(let error): throw error
        case .beat:
            let isOver = deadline.map { now >= $0 } ?? false
            return isOver || !output.isRead ? ending : nil
        case .update(let update):
            if case .failing(let error, _) = update.status.phase, update.status.figures.answers == 0
            {
                throw error
            }
            for sentence in remarks.take(update) { output.remark(sentence) }
            guard update.status.figures.answers > 0 else { return nil }
            return try print(update) ? nil : ending
        }
    }

    private var ending: ExitCode { printed > 0 ? .found : .nothingFound }

    /// False when no more is wanted.
    private mutating func print(_ update: FollowUpdate) throws -> Bool {
        var pieces: [[UInt8]]
        if !hasHeading, let heading = lines.heading {
            hasHeading = true
            guard try output.write(heading) else { return false }
        }
        switch lines {
        case .intervals(let lines):
            let intervals = rates?.take(update) ?? []
            if saysBasis, rates?.basis == .spans {
                saysBasis = false
                output.remark(
                    "Spans are counted, from summaries, and latencies are those of whole traces at their "
                        + "root; --calls counts calls, which needs whole traces."
                )
            }
            pieces = intervals.map { IntervalRow.rows(of: $0).flatMap(lines.line) }
        case .traces(let lines): pieces = newTraces(update.changes).map(lines.line)
        }
        if let count = request.count { pieces = Array(pieces.prefix(count - printed)) }
        // What was found together is written in one piece, without delay.
        guard !pieces.isEmpty else { return true }
        printed += pieces.count
        guard try output.write(Array(pieces.joined())) else { return false }
        return request.count.map { printed < $0 } ?? true
    }

    /// Oldest first, as they would have come one by one.
    private func newTraces(_ changes: FollowChanges) -> [TraceRow] {
        var traces = changes.appeared.map { TraceRow($0.summary) }
        if case .traces(updates: true) = request.subject {
            traces += changes.grew.map { TraceRow($0.summary, hasGrown: true) }
        }
        return traces.sorted {
            ($0.summary.start, $0.summary.id) < ($1.summary.start, $1.summary.id)
        }
    }
}
