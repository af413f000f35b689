import TraceAnalysis
import TraceModel

/// What is learnt from an answer.
extension Follower {
    mutating func take(
        _ answer: SearchAnswer,
        _ id: FollowQuestion.ID,
        _ now: Moment,
        _ changes: inout FollowChanges
    ) {
        guard let asked = inFlight, asked.question.id == id else { return }
        inFlight = nil
        lastError = nil
        figures.answers += 1
        figures.malformed = max(figures.malformed, answer.malformedCount)
        if !answer.notes.isEmpty { notes = Array(answer.notes.prefix(Self.mostNotes)) }
        pace.succeed(now.monotonic)
        raiseLimit(asked.limit, now)
        let supposed = clock.isKnown ? nil : clock.earliest(now)
        let seenAt = clock.note(date: answer.serverTime, sent: asked.sent, received: now)
        if let supposed, clock.isKnown { moveBegin(by: clock.earliest(now).since(supposed)) }
        let place = streams.firstIndex { $0.service == asked.service }
        let before = place.map { streams[$0].coverage } ?? Coverage()
        let isFirst = before.isEmpty
        var ids: Set<TraceID> = []
        for summary in answer.summaries.largest {
            ids.insert(summary.id)
            let trace = FollowedTrace(summary: summary, calls: answer.calls?[summary.id])
            learn(summary, seenAt: seenAt, now)
            let isNew = take(trace, whole: answer.traces?[summary.id], now, &changes)
            // What is looked at once tells nothing of what comes later.
            if isNew, !isFirst, !isOverloaded {
                let lastLook = before.lastLook(at: summary.start).map { min($0, seenAt) }
                lateness.note(
                    age: seenAt.since(summary.start),
                    before: lastLook?.since(summary.start)
                )
            }
        }
        lateness.measure(most: settings.settleAfter / 3)
        adaptRefresh(hasChanges: !changes.isEmpty)
        guard let place else { return }
        streams[place].note(sizes: answer.summaries)
        let isPart = streams[place].isPartOfCut(asked.need)
        if sourceLimit.isCut(answer, limit: asked.limit, isPart: isPart) {
            streams[place].noteCut(
                asked.need,
                starts: answer.summaries.map(\.start),
                seenAt: seenAt
            )
        } else {
            let limit = min(asked.limit, sourceLimit.ownLimit ?? asked.limit)
            streams[place].noteWhole(
                asked.need,
                count: answer.receivedCount,
                limit: limit,
                isLimitKnown: sourceLimit.cuts,
                seenAt: seenAt
            )
            noteMissing(asked.need, ids)
        }
        for place in streams.indices { streams[place].mostAtOnce = sourceLimit.most }
        chooseLeads(now)
        noteLoad()
    }

    /// How many of an answer's notes are kept.
    private static let mostNotes = 5

    /// The source has said its time for the first time: following began then by another clock.
    private mutating func moveBegin(by distance: Nanoseconds) {
        began = began?.advanced(by: distance)
        for place in streams.indices {
            streams[place].since = streams[place].since.advanced(by: distance)
        }
    }

    /// Takes a trace as it is, and looks for its failures where `whole` is at hand and they are wanted.
    ///
    /// - Returns: Whether it is new.
    mutating func take(
        _ trace: FollowedTrace,
        whole: Trace?,
        _ now: Moment,
        _ changes: inout FollowChanges
    ) -> Bool {
        func read() -> FollowedTrace {
            guard plan.wanted.detail == .spans, let whole else { return trace }
            var trace = trace
            trace.failures = TraceFailures(TraceTree(whole))
            return trace
        }
        let finding = known.take(trace.summary, at: now.monotonic)
        switch finding {
        case .new, .again:
            figures.traces += 1
            var told = read()
            told.mayBeRepeated = finding == .again
            changes.appeared.append(told)
            return true
        case .grew:
            figures.updates += 1
            changes.grew.append(read())
        case .same: break
        case .smaller: figures.smaller += 1
        case .contradictory: figures.contradictions += 1
        }
        return false
    }

    private mutating func noteMissing(_ need: FollowStream.Need, _ answered: Set<TraceID>) {
        guard plan.isUnconditional, !plan.rotates else { return }
        let (expected, missing) = known.noteMissing(need.start, need.end, answered: answered)
        if expected >= 10, missing * 2 > expected { figures.restarts += 1 }
    }

    private mutating func adaptRefresh(hasChanges: Bool) {
        refresh =
            hasChanges ? settings.refresh : min(refresh + refresh / 2, settings.slowestRefresh)
    }

    /// Judges whether every moment can be looked at several times; else it is looked at once.
    private mutating func noteLoad() {
        if load > heavyLoads.more, sourceLimit.cuts {
            isOverloaded = true
        } else if load < heavyLoads.less {
            isOverloaded = false
        }
    }
}

extension [TraceSummary] {
    /// Each trace once, in its largest form.
    fileprivate var largest: [TraceSummary] {
        var places: [TraceID: Int] = [:]
        var kept: [TraceSummary] = []
        for summary in self {
            guard let place = places[summary.id] else {
                places[summary.id] = kept.count
                kept.append(summary)
                continue
            }
            if (summary.spanCount, summary.errorCount)
                > (kept[place].spanCount, kept[place].errorCount)
            {
                kept[place] = summary
            }
        }
        return kept
    }
}
