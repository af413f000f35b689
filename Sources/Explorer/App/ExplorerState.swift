import Follow
package import PlainText
package import TraceModel

/// All that the explorer knows; changed by `update` alone.
package struct ExplorerState: Sendable {
    package var settings: ExplorerSettings
    package var size: ScreenSize
    /// Both clocks as of the last event that told them: how long something lasts and when it is due go by the one that
    /// never goes back, since the other may be set at any time.
    package var time: Moment
    package var source: Loadable<SourceDescription> = .idle
    /// The source's clock, as far as its answers told it.
    var sourceClock = ServerClock()
    /// Of a backend in the same process; nil for any other source.
    package var figures: SourceFigures?
    /// Never empty; the last one is shown.
    package var screens: [Screen]
    package var prompt: PromptState?
    /// `y` was pressed, and the key that says what to copy is awaited.
    package var isCopying = false
    /// The crumb that `` ` `` selected.
    package var crumbFocus: Int?
    package var messages: [Message] = []
    /// Shown at the bottom until the next key.
    package var notice: Message?
    package var pending: [RequestID: PendingRequest] = [:]
    package var queryHistory: [String]
    package var commandHistory: [String] = []
    /// Services that stand above all others wherever services are listed.
    var pinnedServices: Set<String>
    /// What was wrong with answers to followers and stands in the messages already.
    var heardNotes: Set<String> = []
    /// What is known of services and their operations, for completion.
    package var knownServices: [String] = []
    package var knownOperations: [String: [Operation]] = [:]
    /// Requests for operations that only completion waits for, with their service.
    var completionRequests: [RequestID: String] = [:]
    /// The first answer decides whether the list or its only trace is shown.
    var opensSingleTrace = false
    var nextRequest = 1
    var wasInterrupted = false

    /// A state whose first screen is `screen`, and what has to be asked for it.
    package init(settings: ExplorerSettings, size: ScreenSize, time: Moment) {
        self.settings = settings
        self.size = size
        self.time = time
        queryHistory = settings.queryHistory
        pinnedServices = Set(settings.pinnedServices)
        screens = [.services(ServicesState(pinned: pinnedServices))]
        fitScreens()
    }

    /// Time of day.
    package var now: Timestamp { time.wall }

    /// Now, for what is asked of the source's metrics.
    var sourceMoment: SourceMoment { SourceMoment(time, sourceClock) }

    package var zone: Zone { settings.usesUTC ? .utc : settings.localZone }

    package var screen: Screen { screens[screens.count - 1] }

    /// When the screen has to be drawn again although nothing happened, by the clock that never goes back; nil when never.
    ///
    /// Requests under way need the clock: first when they become worth a word, then twice a second. So does
    /// a backend that is at work on what its answers lack, and a list whose source is asked for metrics again and again.
    package var nextTick: Nanoseconds? {
        let figuresTick = figures?.underWay == nil ? nil : time.monotonic + 500_000_000
        return [figuresTick, requestsTick, growthTick, metricsTick, silenceTick, errorsTick]
            .compactMap { $0 }
            .min()
    }

    private var growthTick: Nanoseconds? {
        guard case .trace(let state) = screen else { return nil }
        return state.growth?.nextTick(now: time.monotonic)
    }

    private var requestsTick: Nanoseconds? {
        guard let earliest = awaited.compactMap({ pending[$0]?.started }).min() else { return nil }
        let mention = earliest + PendingRequest.quietTime
        return time.monotonic < mention ? mention : time.monotonic + 500_000_000
    }

    /// What the screen on top, or the explorer as a whole, waits for: what is shown, and what Esc cancels.
    package var awaited: [RequestID] {
        let below = Set(screens.dropLast().flatMap(\.requests))
        let own = Set(screen.requests)
        return pending.filter { !below.contains($0.key) && !$0.value.isQuiet }.keys
            .sorted {
                (own.contains($0) ? 0 : 1, $0.number) < (own.contains($1) ? 0 : 1, $1.number)
            }
    }

    /// Tells the user something, now and in the Messages screen.
    mutating func tell(_ severity: Message.Severity, _ text: String) {
        note(severity, text)
        notice = messages.last
    }

    /// Puts something into the Messages screen without disturbing anyone: a word on screen points there.
    mutating func note(_ severity: Message.Severity, _ text: String) {
        messages.append(Message(severity, text, time: now))
    }

    /// Begins a request and returns its name and effect.
    mutating func ask(_ request: LoadRequest, what: String) -> (RequestID, Effect) {
        let id = begin(what)
        return (id, .load(id, request))
    }

    /// Begins a question that nobody waits for, one of many, and returns its name and effect.
    mutating func poll(_ request: LoadRequest, what: String) -> (RequestID, Effect) {
        let id = begin(what)
        pending[id]?.isQuiet = true
        return (id, .poll(id, request))
    }

    /// Begins a computation beside the UI.
    mutating func compute(_ computation: Computation, what: String) -> (RequestID, Effect) {
        let id = begin(what)
        return (id, .compute(id, computation))
    }

    /// A fresh name for something under way.
    mutating func begin(_ what: String) -> RequestID {
        let id = RequestID(nextRequest)
        nextRequest += 1
        pending[id] = PendingRequest(sent: time, what: what)
        return id
    }

    /// Gives up requests whose answers nobody waits for any more.
    mutating func cancel(_ ids: [RequestID]) -> [Effect] {
        ids.compactMap { id in
            guard pending.removeValue(forKey: id) != nil else { return nil }
            return .cancel(id)
        }
    }
}
