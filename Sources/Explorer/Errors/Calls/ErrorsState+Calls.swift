package import TraceAnalysis
import TraceModel

/// Counting the calls of operations that failed, once their failures were read.
extension ErrorsState {
    /// The share of a group, or why it is not known.
    package func share(of group: FailureGroup) -> Result<ErrorShare, MissingShare> {
        counting?.share(of: group) ?? .failure(.notYet)
    }

    /// Counts from the beginning what the failures read so far are a share of.
    mutating func count(_ context: inout ScreenContext) {
        counting = CallCounting(
            groups.ranked(),
            search.scope(
                isInProcess: context.isInProcess,
                isOfFiles: context.settings.search.searchesAllTime
            )
        )
        continueCounting(&context)
    }

    private mutating func continueCounting(_ context: inout ScreenContext) {
        guard let question = counting?.next() else { return }
        countRequest = context.ask(question.request, what: "counting calls")
    }

    /// Counts again for a list that is followed: only where metrics do, since that is one request for all.
    mutating func countLive(_ context: inout ScreenContext) {
        guard let live else { return }
        let now = context.time.monotonic
        let scope = CallCounting.Scope(
            start: max(live.start(context.time), live.crowdedOut ?? .zero),
            end: live.now(context.time),
            isWhole: live.isWhole && search.waiting.isEmpty,
            service: terms.service,
            isNarrowed: search.scope(isInProcess: false, isOfFiles: false).isNarrowed,
            isInProcess: false
        )
        var new = CallCounting(rows, scope, onlyMetrics: true)
        self.live?.countDue = now + LiveErrors.countPause
        guard live.hasMetrics, let question = new.next() else { return }
        self.live?.pace.note(now)
        counted = new
        countRequest = context.poll(question.request, what: "counting calls")
    }

    /// Takes the answer to a question of counting.
    mutating func receiveCount(_ reply: ExplorerReply, _ context: inout ScreenContext) {
        countRequest = nil
        if live != nil { return receiveLiveCount(reply, &context) }
        switch reply {
        case .metrics(let answer): counting?.take(answer)
        case .calls(let sample): counting?.take(sample)
        case .failed(let error):
            counting?.fail(error)
            context.note(.warning, error.message)
        default: break
        }
        continueCounting(&context)
        if order == .share { arrange() }
    }

    private mutating func receiveLiveCount(
        _ reply: ExplorerReply,
        _ context: inout ScreenContext
    ) {
        switch reply {
        case .metrics(let answer):
            if answer == nil { live?.hasMetrics = false }
            counted?.take(answer)
        case .failed(let error):
            // The figures of the last count stand; it is tried again when it is due.
            context.note(.warning, error.message)
            return
        default: return
        }
        counting = counted
    }
}

extension CallCounting.Question {
    fileprivate var request: LoadRequest {
        switch self {
        case .metrics(let query): .metrics(query)
        case .search(let query, let operation): .calls(query, of: operation)
        }
    }
}

extension ErrorSearch {
    /// The time that failures are known of: where not all were found, since the earliest trace that was read.
    package func scope(isInProcess: Bool, isOfFiles: Bool) -> CallCounting.Scope {
        let isPart = limitHit || !waiting.isEmpty
        let earliest = read.summaries.values.map(\.start).min()
        var plain = TraceQuery(service: query.service, start: query.start, end: query.end)
        plain.error = true
        return CallCounting.Scope(
            start: isPart ? max(query.start, earliest ?? query.start) : query.start,
            end: query.end,
            isWhole: !isPart && problems.isEmpty,
            service: query.service,
            isNarrowed: query.conditions != plain.conditions,
            isInProcess: isInProcess,
            isOfFiles: isOfFiles
        )
    }
}
