import Follow
import TraceModel

/// Figures that are followed by the source's metrics where it keeps them, which costs it least, else by the traces that a
/// follower sees.
protocol LiveFigures {
    /// The name of the follower, or of the asking; nil while another screen is followed instead.
    var id: RequestID? { get }
    var way: LiveServices.Way { get set }
    var polling: MetricsPolling { get set }
    /// The source's metrics have said something; those that never do are as good as none.
    var hasMetrics: Bool { get }
}

extension LiveFigures {
    /// When metrics are to be asked for again.
    var pollDue: Nanoseconds? {
        way == .metrics && id != nil && polling.request == nil ? polling.due : nil
    }
}

extension ExplorerState {
    /// When metrics are to be asked for again, for the screen on top alone.
    var metricsTick: Nanoseconds? {
        if case .monitor(let state) = screen { return state.live?.pollDue }
        return screen.liveServices?.pollDue
    }

    /// When it is to be said again that metrics do not come.
    var silenceTick: Nanoseconds? {
        let live: (any LiveFigures)? =
            if case .monitor(let state) = screen { state.live } else { screen.liveServices }
        return live?.polling.silenceTick(time.monotonic)
    }

    /// Asks for metrics if it is time.
    mutating func pollMetrics() -> [Effect] {
        guard let due = metricsTick, time.monotonic >= due else { return [] }
        if case .monitor(var state) = screen {
            let effects = ask(&state)
            replace(.monitor(state))
            return effects
        }
        guard var live = screen.liveServices else { return [] }
        let effects = ask(&live)
        screens[screens.count - 1].liveServices = live
        return effects
    }

    /// Sends a question of following, for metrics or for the names to ask for them.
    mutating func poll(
        _ request: LoadRequest,
        what: String,
        at moment: SourceMoment,
        for live: inout some LiveFigures
    ) -> [Effect] {
        let (id, effect) = poll(request, what: what)
        live.polling.send(id, request, moment)
        return [effect]
    }

    /// Takes the answer to a question of following for metrics; `take` is given those that came.
    ///
    /// - Returns: Whether traces have to be followed from now on. A failure is no reason to, and neither is an answer
    ///   about another time than was meant.
    mutating func receive<Live: LiveFigures>(
        _ reply: ExplorerReply,
        in live: inout Live,
        take: (inout Live, [ServiceMetrics]) -> Void
    ) -> Bool {
        switch reply {
        case .metrics(let answer?):
            let isWrong = live.polling.asked?.isWrong(by: sourceClock) ?? false
            live.polling.succeed(time.monotonic, soon: isWrong)
            take(&live, answer.metrics)
            guard !live.hasMetrics, !isWrong else { return false }
        case .metrics(nil): break
        case .failed(let error):
            live.polling.fail(error.brief, time.monotonic, retryAfter: error.retryAfter)
            note(.warning, error.message)
            return false
        default: return false
        }
        live.way = .traces
        live.polling.begin(time.monotonic)
        return true
    }
}
