import PlainText
import TraceModel

extension ScreenContext {
    /// `:monitor [SERVICE] [RANGE]`: without a service, of what `subject` is about.
    mutating func openMonitor(_ text: String, of subject: SearchTerms) {
        var terms = subject
        var range: Nanoseconds = .hours(1)
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
            switch parse(query: words) {
            case .failure(let error):
                return tell(.error, "\(error.message); write :monitor [SERVICE] [RANGE].")
            case .success(let parsed): terms = parsed
            }
        }
        guard let service = terms.service else {
            return tell(.error, "Write :monitor SERVICE [RANGE], for instance :monitor cart 1h.")
        }
        guard let least = MonitorState.ranges.first, let most = MonitorState.ranges.last,
            (least...most).contains(range)
        else { return tell(.error, "A range lies between 15m and 24h.") }
        var state = MonitorState(service: service, operation: terms.operation, range: range)
        state.load(&self)
        open(state)
    }
}

extension MonitorState {
    package mutating func perform(_ action: Action, _ context: inout ScreenContext) {
        if move(action, context) { return }
        switch action {
        case .open: openSlice(&context)
        case .shorterRange, .longerRange:
            guard changeRange(longer: action == .longerRange) else {
                return context.say("Ranges go from 15m to 24h.")
            }
            forget()
            if live == nil { load(&context) } else { showRange(&context) }
        case .maximize: isMaximized.toggle()
        case .follow: toggleFollowing(&context)
        case .refresh:
            if live == nil {
                load(&context)
            } else {
                pauseFollowing(&context)
                resumeFollowing(&context)
            }
        default: context.sayIdle(action)
        }
    }

    /// The traces of the slice under the cursor.
    private func openSlice(_ context: inout ScreenContext) {
        guard let series else { return context.say("There are no figures yet.") }
        let time = series.time(of: cursor)
        var terms = SearchTerms()
        terms.service = service
        terms.operation = operation
        terms.window = .between(time.lowerBound, time.upperBound)
        if focus == .errors { terms.error = true }
        context.openTraces(terms)
    }

    /// Asks for the figures, up to now.
    mutating func load(_ context: inout ScreenContext) {
        context.cancel(requests)
        ask(&context)
    }

    private mutating func ask(_ context: inout ScreenContext) {
        let moment = context.sourceMoment
        let question = question(until: moment.now, context)
        self.question = question
        self.moment = moment
        notes = []
        let id = context.ask(.metrics(question.metrics), what: "asking for rates of \(title)")
        loading = .loading(id)
    }

    /// The question for all of the range.
    func question(until now: Timestamp, _ context: ScreenContext) -> MonitorQuestion {
        MonitorQuestion(
            service: service,
            operation: operation,
            range: range,
            source: context.source.value,
            now: now
        )
    }

    package mutating func receive(
        _ id: RequestID,
        _ reply: ExplorerReply,
        _ context: inout ScreenContext
    ) {
        if live?.polling.request == id { return receiveLive(reply, &context) }
        guard let question else { return }
        switch reply {
        case .metrics(let answer?):
            asked = context.now
            show(question.series(of: answer.metrics))
            if emptyText(context) != nil { context.loadServices() }
            if moment?.wasAboutAnotherTime(by: context.sourceClock) == true { ask(&context) }
        // A source without metrics is searched instead.
        case .metrics(nil):
            let what = "no metrics: searching \(title)"
            loading = .loading(context.ask(.search(question.sample), what: what))
        case .search(let answer):
            asked = context.now
            notes = answer.notes
            show(question.series(of: answer))
            if emptyText(context) != nil { context.loadServices() }
        case .failed(let error):
            loading = .failed(error.message)
            context.tell(failure: error, standsOnScreen: series == nil)
        default: break
        }
    }
}
