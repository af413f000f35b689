import PlainText
import TraceModel

extension ExplorerState {
    /// `:monitor [SERVICE] [RANGE]`: without a service, of what the screen is about.
    mutating func openMonitor(_ text: String) -> [Effect] {
        var terms = termsInContext
        if case .services(let state) = screen { terms.service = state.selected?.name }
        var range: Nanoseconds = 3_600_000_000_000
        var words = ""
        for word in text.split(separator: " ") {
            if !word.contains("="), let length = DurationText.parse(word) {
                range = length
            } else if !word.contains("=") {
                words += " service=" + QueryTokens.quoted(String(word))
            } else {
                words += " " + word
            }
        }
        if !words.isEmpty {
            switch QueryText.parse(words, now: now, zone: zone) {
            case .failure(let error):
                tell(.error, "\(error.message); write :monitor [SERVICE] [RANGE]")
                return []
            case .success(let parsed): terms = parsed
            }
        }
        guard let service = terms.service else {
            tell(.error, "write :monitor SERVICE [RANGE], for instance :monitor cart 1h")
            return []
        }
        guard let least = MonitorState.ranges.first, let most = MonitorState.ranges.last,
            (least...most).contains(range)
        else {
            tell(.error, "a range lies between 15m and 24h")
            return []
        }
        push(
            .monitor(
                MonitorState(service: service, operation: terms.operation, range: range, end: now)
            )
        )
        return loadMonitor()
    }

    /// Asks for the figures of the screen on top, up to now.
    mutating func loadMonitor() -> [Effect] {
        guard case .monitor(var state) = screen else { return [] }
        let effects = cancel(state.requests) + askOnce(&state)
        replace(.monitor(state))
        return effects
    }

    private mutating func askOnce(_ state: inout MonitorState) -> [Effect] {
        let moment = sourceMoment
        state.moment = moment
        // Files end when their last trace began.
        state.end = source.value?.extent?.upperBound.advanced(by: 1) ?? moment.now
        state.notes = []
        let query = metricsQuery(of: &state, end: state.end)
        let (id, effect) = ask(.metrics(query), what: "asking for rates of \(state.title)")
        state.loading = .loading(id)
        return [effect]
    }

    /// The question for all of a monitor's range.
    func metricsQuery(of state: inout MonitorState, end: Timestamp) -> MetricsQuery {
        let step = max(1, state.range / Nanoseconds(MonitorSeries.count))
        let query = MetricsQuery(
            services: [state.service],
            byOperation: state.operation != nil,
            end: end,
            lookback: state.range,
            step: step,
            // A store in this process counts calls one by one, and needs no more than the slice.
            window: source.value?.search.route == .inProcess ? step : nil
        )
        state.window = query.window
        return query
    }

    mutating func performOnMonitor(_ action: Action, _ state: MonitorState) -> [Effect] {
        var state = state
        if state.move(action) {
            replace(.monitor(state))
            return []
        }
        switch action {
        case .open: return openSlice(of: state)
        case .shorterRange, .longerRange:
            guard state.changeRange(longer: action == .longerRange) else {
                tell(.info, "ranges go from 15m to 24h")
                return []
            }
            state.forget()
            if state.live != nil { return showRange(of: state) }
            replace(.monitor(state))
            return loadMonitor()
        case .maximize: state.isMaximized.toggle()
        case .follow:
            let effects = toggleFollowing(&state)
            replace(.monitor(state))
            return effects
        case .refresh: return state.live == nil ? loadMonitor() : resume(state)
        default: break
        }
        replace(.monitor(state))
        return []
    }

    /// The traces of the slice under the cursor.
    private mutating func openSlice(of state: MonitorState) -> [Effect] {
        guard let series = state.series else { return [] }
        let time = series.time(of: state.cursor)
        var terms = SearchTerms()
        terms.service = state.service
        terms.operation = state.operation
        terms.window = .between(time.lowerBound, time.upperBound)
        if state.focus == .errors { terms.error = true }
        return openTraces(terms)
    }

    mutating func receive(_ id: RequestID, _ reply: ExplorerReply, in state: inout MonitorState)
        -> [Effect]
    {
        if state.live?.polling.request == id { return receive(reply, live: &state) }
        switch reply {
        case .metrics(let answer?):
            state.asked = now
            state.show(state.series(of: answer.metrics, end: state.end))
            if state.moment?.isAnswerAmiss(by: sourceClock) == true { return askOnce(&state) }
        case .metrics(nil): return sample(&state)
        case .search(let answer):
            state.asked = now
            state.notes = answer.notes
            state.show(
                MonitorSeries(
                    answer,
                    service: state.service,
                    end: state.end,
                    range: state.range
                )
            )
        case .failed(let error):
            state.loading = .failed(error.message)
            tell(.error, error.message)
        default: break
        }
        return []
    }

    /// A source without metrics is searched instead.
    private mutating func sample(_ state: inout MonitorState) -> [Effect] {
        let query = TraceQuery(
            service: state.service,
            operation: state.operation,
            start: state.end.advanced(by: -state.range),
            end: state.end,
            limit: MonitorState.sampleLimit
        )
        let (id, effect) = ask(.search(query), what: "no metrics: searching \(state.title)")
        state.loading = .loading(id)
        return [effect]
    }
}
