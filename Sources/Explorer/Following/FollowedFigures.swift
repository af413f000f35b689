import Follow
import TraceModel

/// Where figures that are followed come from.
package enum FiguresSource: Sendable, Equatable {
    /// The source's own metrics, asked again and again; no traces travel.
    case metrics
    /// The traces that a follower sees.
    case traces

    /// The time that the latest figures are of, to be put after them.
    var windowWords: String {
        switch self {
        case .metrics: "2 min"
        case .traces: "60 s"
        }
    }
}

/// Figures that are followed by the source's metrics where it keeps them, which costs it least, else by the traces that a
/// follower sees.
protocol FollowedFigures {
    /// The name of the follower, or of the polling; nil while another screen is followed instead.
    var id: RequestID? { get }
    var figuresSource: FiguresSource { get set }
    var polling: MetricsPolling { get set }
    /// Figures have come from the source's metrics; a source whose metrics never have any is treated as one without.
    var hasMetrics: Bool { get }
}

extension FollowedFigures {
    /// When metrics are to be asked for again.
    private var pollDue: Nanoseconds? {
        figuresSource == .metrics && id != nil && polling.request == nil ? polling.due : nil
    }

    /// Whether metrics are to be asked for now.
    func isDue(_ now: Nanoseconds) -> Bool { pollDue.map { now >= $0 } ?? false }

    /// When metrics are to be asked for again, or it is to be said again that they do not come.
    func nextTick(_ now: Nanoseconds) -> Nanoseconds? {
        [pollDue, polling.silenceTick(now)].compactMap { $0 }.min()
    }
}

extension FollowedFigures {
    /// Sends a question of following, for metrics or for the names to ask for them.
    mutating func poll(
        _ request: LoadRequest,
        what: String,
        at moment: SourceMoment,
        _ context: inout ScreenContext
    ) {
        polling.send(context.poll(request, what: what), request, moment)
    }

    /// Takes the answer to a question of following for metrics; `take` is given those that came.
    ///
    /// - Returns: Whether traces have to be followed from now on. A failure is not a reason to, and neither is an answer
    ///   about another time than was meant.
    mutating func receive(
        _ reply: ExplorerReply,
        _ context: inout ScreenContext,
        take: (inout Self, [ServiceMetrics]) -> Void
    ) -> Bool {
        let now = context.time.monotonic
        switch reply {
        case .metrics(let answer?):
            let isWrong = polling.asked?.isWrong(by: context.sourceClock) ?? false
            polling.succeed(now, soon: isWrong)
            take(&self, answer.metrics)
            guard !hasMetrics, !isWrong else { return false }
        case .metrics(nil): break
        case .failed(let error):
            polling.fail(error.brief, now, retryAfter: error.retryAfter)
            context.note(.warning, error.message)
            return false
        default: return false
        }
        figuresSource = .traces
        polling.begin(now)
        return true
    }
}
