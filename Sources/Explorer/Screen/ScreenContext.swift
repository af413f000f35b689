import Follow
package import PlainText
package import TraceModel

/// What screens have in common: what they are given, and what they ask for.
///
/// Inwards: settings, size, the clocks, what the source is, which names are known. Outwards: effects, messages, other
/// screens, the prompt. A screen changes itself, and this; the root then does what was asked for.
package struct ScreenContext: Sendable {
    package internal(set) var settings: ExplorerSettings
    package internal(set) var size: ScreenSize
    /// Both clocks as of the last event that carried them: how long something lasts and when it is due go by the one that
    /// never goes back, since the other may be set at any time.
    package internal(set) var time: Moment
    /// How long the terminal takes to answer, while the line to it is slow.
    package internal(set) var roundTrip: Nanoseconds?
    package internal(set) var source: Loadable<SourceDescription> = .idle
    /// The source's clock, as far as its answers show it.
    var sourceClock = ServerClock()
    /// Of a backend in the same process; nil for any other source.
    package internal(set) var figures: SourceFigures?
    /// How many screens there are.
    var depth = 1
    /// Whether the source is asked again and again for any screen.
    var isFollowing = false

    package internal(set) var messages: [Message] = []
    /// Shown at the bottom until the next key.
    package internal(set) var notice: Message?
    /// The number typed before the key that is being done; nil for none.
    var count: Int?
    /// What was wrong with answers to followers, as far as it is in the messages already.
    var reportedNotes: Set<String> = []
    package internal(set) var pending: [RequestID: PendingRequest] = [:]
    var nextRequest = 1

    package var prompt: PromptState?
    package internal(set) var queryHistory: [String]
    /// Long values in the details of spans are wrapped, not cut.
    var wrapsValues = false
    /// Services that are listed above all others, on every screen.
    var pinnedServices: Set<String>
    /// What is known of services and their operations, for completion.
    package internal(set) var knownServices: [String] = []
    package internal(set) var knownOperations: [String: [Operation]] = [:]
    /// Asks for the services where no screen does.
    var servicesRequest: RequestID?
    /// Attributes of the traces that were loaded, for completion.
    package internal(set) var seenAttributes = SeenAttributes()
    /// Requests for operations that only completion waits for, with their service.
    var completionRequests: [RequestID: String] = [:]

    /// How long spans of an operation take, to compare one with.
    var likes = LikeMemory()

    private var effects: [Effect] = []
    private var navigation: [Navigation] = []
    private var hasBegunFollowing = false

    init(settings: ExplorerSettings, size: ScreenSize, time: Moment) {
        self.settings = settings
        self.size = size
        self.time = time
        queryHistory = settings.queryHistory
        pinnedServices = Set(settings.pinnedServices)
    }

    /// How many times a key that moves does so.
    var times: Int { max(1, count ?? 1) }

    /// Time of day.
    package var now: Timestamp { time.wall }

    package var zone: Zone { settings.usesUTC ? .utc : settings.localZone }

    /// Now, for what is asked of the source's metrics.
    var sourceMoment: SourceMoment { SourceMoment(time, sourceClock) }

    /// Whether the source is a backend in the same process.
    var isInProcess: Bool { source.value?.search.route == .inProcess }

    /// Whether a list is being narrowed whose first row was not selected.
    var isNarrowingBelowTop: Bool { prompt?.cursor.map { $0.selected > 0 } ?? false }
}

// What was asked for and is still to be done; the root takes it.
extension ScreenContext {
    /// How many effects were asked for so far.
    var effectCount: Int { effects.count }

    /// Asks for something to be done outside of the state.
    mutating func add(_ effect: Effect) { effects.append(effect) }

    /// Puts effects before those asked for since there were `count`.
    mutating func insert(_ new: [Effect], at count: Int) {
        effects.insert(contentsOf: new, at: min(count, effects.count))
    }

    mutating func takeEffects(from count: Int = 0) -> [Effect] {
        defer { effects.removeSubrange(count...) }
        return Array(effects[count...])
    }

    mutating func add(_ step: Navigation) { navigation.append(step) }

    mutating func takeNavigation() -> [Navigation] {
        defer { navigation = [] }
        return navigation
    }

    /// Notes that a screen is followed from now on.
    mutating func noteFollowing() { hasBegunFollowing = true }

    /// Whether a screen began to be followed since this was last asked.
    mutating func takeFollowing() -> Bool {
        defer { hasBegunFollowing = false }
        return hasBegunFollowing
    }
}
