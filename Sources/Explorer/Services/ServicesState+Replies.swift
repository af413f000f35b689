import PlainText
import TraceModel

extension ServicesState {
    package mutating func receive(
        _ id: RequestID,
        _ reply: ExplorerReply,
        _ context: inout ScreenContext
    ) {
        if live?.polling.request == id { return receiveLive(reply, &context) }
        switch reply {
        case .services(let names): take(names, &context)
        case .operations(let list):
            guard let counting, counting.id == id else { return }
            let operations = list.operations
            context.knownOperations[counting.service] = operations
            setCount(Set(operations.map(\.name)).count, of: counting.service)
            self.counting = nil
            countOperations(&context)
        case .metrics(let answer): take(answer, &context)
        case .failed(let error): fail(id, error, &context)
        default: break
        }
    }

    private mutating func take(_ names: [String], _ context: inout ScreenContext) {
        context.knownServices = names
        let known = Dictionary(rows.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        services = .loaded(names)
        asked = context.now
        rows = names.map { known[$0] ?? ServiceRow(name: $0) }
        arrange()
        countOperations(&context)
        if live == nil { askForRates(&context) }
    }

    private mutating func take(_ answer: ServiceMetricsAnswer?, _ context: inout ScreenContext) {
        let rates = RatesQuestion.rates(of: answer)
        metricsRequest = nil
        metricsFailure = nil
        hasRates = answer != nil
        hasNoMetrics = answer == nil
        for index in rows.indices { rows[index].rates = rates[rows[index].name] }
        arrange()
        if metricsAsked?.wasAboutAnotherTime(by: context.sourceClock) == true {
            askForRates(&context)
        }
    }

    private mutating func fail(
        _ id: RequestID,
        _ error: TraceReaderError,
        _ context: inout ScreenContext
    ) {
        if services.request == id {
            services = .failed(
                error.kind == .unreachable
                    ? Self.whatToDo(error, context.settings) : Sentence.ended(error.message)
            )
            context.tell(failure: error, standsOnScreen: rows.isEmpty)
        } else if metricsRequest == id {
            metricsRequest = nil
            metricsFailure = error.message
        } else if let counting, counting.id == id {
            // One failure is enough to stop counting: the list itself is what matters.
            setCount(-1, of: counting.service)
            self.counting = nil
            hasStoppedCounting = true
            context.note(.warning, error.message)
        }
    }

    /// What happened, and what can be done, on lines of their own.
    private static func whatToDo(
        _ error: TraceReaderError,
        _ settings: ExplorerSettings
    ) -> String {
        let lines =
            [Sentence.of(error.brief), "", "What you can do:"]
            + [settings.unreachableHint].compactMap { $0 } + ["  R                  ask again"]
        return lines.joined(separator: "\n")
    }

    private mutating func setCount(_ count: Int, of service: String) {
        for index in rows.indices where rows[index].name == service {
            rows[index].operationCount = count
        }
        for index in shown.indices where shown[index].name == service {
            shown[index].operationCount = count
        }
    }

    private mutating func askForRates(_ context: inout ScreenContext) {
        guard !rows.isEmpty else { return }
        let moment = context.sourceMoment
        let question = RatesQuestion.query(of: rows.map(\.name), until: moment.now)
        metricsRequest = context.ask(.metrics(question), what: "asking for rates")
        metricsAsked = moment
    }
}
