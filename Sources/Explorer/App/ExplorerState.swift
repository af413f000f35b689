import Follow
package import PlainText
package import TraceModel

/// All that the explorer knows: the screens, and what they have in common; changed by `update` alone.
package struct ExplorerState: Sendable {
    /// What screens have in common.
    package internal(set) var context: ScreenContext
    /// Never empty; the last one is shown.
    package internal(set) var screens: [any ScreenState]
    /// A key was pressed that is completed by the next one.
    package internal(set) var menu: KeyMenu?
    /// The crumb that `` ` `` selected.
    package internal(set) var crumbFocus: Int?
    /// The digits typed before a key, as they were typed.
    package internal(set) var typedCount = ""
    /// A key that begins text elsewhere and does nothing here: what is typed after it is not taken for keys.
    var ignoredText: (key: KeyPress, action: Action)?
    var commandHistory: [String] = []
    var wasInterrupted = false
    /// Where the status stood when it was last fitted, and the rows that it had.
    var statusPlace: StatusPlace?
    var statusRows = 1

    /// A state that shows the services, of which nothing is known yet.
    package init(settings: ExplorerSettings, size: ScreenSize, time: Moment) {
        context = ScreenContext(settings: settings, size: size, time: time)
        screens = [context.home]
        screens[0].fit(to: size)
    }

    /// The screen on top, by its own name.
    package var screen: Screen { screens[top].contents }

    /// The index of the screen on top.
    var top: Int { screens.count - 1 }

    package var settings: ExplorerSettings { context.settings }
    package var size: ScreenSize { context.size }
    package var time: Moment { context.time }
    /// Time of day.
    package var now: Timestamp { context.now }
    package var zone: Zone { context.zone }
    package var source: Loadable<SourceDescription> { context.source }
    package var figures: SourceFigures? { context.figures }
    package var prompt: PromptState? { context.prompt }
    package var messages: [Message] { context.messages }
    package var notice: Message? { context.notice }
    package var pending: [RequestID: PendingRequest] { context.pending }

    /// When the screen has to be drawn again although nothing happened, by the monotonic clock; nil when never.
    ///
    /// Requests under way need the clock: first when they become worth mentioning, then twice per second. So does
    /// a backend that is still filling, and a screen that is followed.
    package var nextTick: Nanoseconds? {
        let figuresTick =
            figures?.underWay == nil ? nil : time.monotonic + .milliseconds(500)
        return [figuresTick, requestsTick, screens[top].nextTick(context)].compactMap { $0 }.min()
    }

    private var requestsTick: Nanoseconds? {
        guard let earliest = awaited.compactMap({ pending[$0]?.started }).min() else { return nil }
        let mention = earliest + PendingRequest.quietTime
        return time.monotonic < mention ? mention : time.monotonic + .milliseconds(500)
    }

    /// What the screen on top, or the explorer as a whole, waits for: what is shown, and what Esc cancels.
    package var awaited: [RequestID] {
        let below = Set(screens.dropLast().flatMap(\.requests))
        let own = Set(screens[top].requests)
        return pending.filter { !below.contains($0.key) && !$0.value.isQuiet }.keys
            .sorted {
                (own.contains($0) ? 0 : 1, $0.number) < (own.contains($1) ? 0 : 1, $1.number)
            }
    }

    /// The first answer that a screen has to a question, from the top down as far as each screen looks through to the next.
    func first<Answer>(_ answer: (any ScreenState) -> Answer?) -> Answer? {
        for screen in screens.reversed() {
            if let found = answer(screen) { return found }
            if !screen.isLookedThrough { return nil }
        }
        return nil
    }
}
