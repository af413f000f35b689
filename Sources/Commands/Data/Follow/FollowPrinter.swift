import Explorer
import Follow
import TerminalText
import TraceModel

/// Prints what a follower delivers, line by line, and says when it is enough.
struct FollowPrinter<Output: DataOutput> {
    private let request: FollowRequest
    private let format: OutputFormat
    private let output: Output
    private let table: StreamTable
    private var rates: FollowedRates?
    private var remarks: FollowRemarks
    private let deadline: Nanoseconds?
    private var hasHeading: Bool
    /// Traces, or intervals; those of which nobody may have read the last ones included.
    private var printed = 0
    private var saysBasis = true

    /// - Parameters:
    ///   - request: What is to be printed.
    ///   - query: What is followed.
    ///   - format: Table or ndjson.
    ///   - settings: Those of the follower.
    ///   - output: Where it goes.
    ///   - began: Now, by the monotonic clock.
    init(
        _ request: FollowRequest,
        query: TraceQuery,
        format: OutputFormat,
        settings: FollowSettings,
        output: Output,
        began: Nanoseconds
    ) {
        self.request = request
        self.format = format
        self.output = output
        remarks = FollowRemarks(lookback: settings.lookback, zone: output.style.zone)
        deadline = request.duration.map { began.addingReportingOverflow($0).partialValue }
        hasHeading = format != .table
        if case .rates(let every, _) = request.subject {
            let basis: LiveBasis = query.detail == .calls ? .calls : .spans
            rates = FollowedRates(
                every: every,
                basis: basis,
                service: query.service,
                settings: settings
            )
            table = FollowedRatesOutput.table(basis, output.style)
        } else {
            table = FollowedTraceOutput.table(output.style)
        }
    }

    /// Deals with what happens; the exit code when the command is to end.
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
        if !hasHeading {
            hasHeading = true
            guard try output.write(Self.line(table.heading())) else { return false }
        }
        if let intervals = rates?.take(update) {
            if saysBasis, rates?.basis == .spans {
                saysBasis = false
                output.remark(
                    "Spans are counted, from summaries, and latencies are those of whole traces at their "
                        + "root; --calls counts calls, for which whole traces travel."
                )
            }
            pieces = intervals.map(bytes)
        } else {
            pieces = newTraces(update.changes)
        }
        if let count = request.count { pieces = Array(pieces.prefix(count - printed)) }
        // All that was found together is written at once, and at once.
        guard !pieces.isEmpty else { return true }
        printed += pieces.count
        guard try output.write(Array(pieces.joined())) else { return false }
        return request.count.map { printed < $0 } ?? true
    }

    /// Oldest first, as they would have come one by one.
    private func newTraces(_ changes: FollowChanges) -> [[UInt8]] {
        var traces = changes.appeared.map { FollowedTraceOutput(summary: $0.summary, grown: false) }
        if case .traces(updates: true) = request.subject {
            traces += changes.grew.map { FollowedTraceOutput(summary: $0.summary, grown: true) }
        }
        traces.sort { ($0.summary.start, $0.summary.id) < ($1.summary.start, $1.summary.id) }
        return traces.map { trace in
            format == .ndjson
                ? JSONOutput.line { trace.write(&$0) }
                : Self.line(table.line(trace.row(output.style)))
        }
    }

    private func bytes(_ interval: RatesInterval) -> [UInt8] {
        FollowedRatesOutput(interval: interval).rows.flatMap { row in
            format == .ndjson
                ? JSONOutput.line { row.write(&$0) }
                : Self.line(table.line(row.cells(output.style)))
        }
    }

    private static func line(_ text: String) -> [UInt8] { Array(text.utf8) + [UInt8(ascii: "\n")] }
}
