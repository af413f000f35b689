package import TraceModel

/// Where the explorer opens.
package enum StartScreen: Sendable {
    case services
    case traces(SearchTerms)
    /// What files hold: a single trace opens as itself, several as a list.
    case files
    /// One trace, perhaps with a span to select.
    case trace(TraceID, span: SpanID?)
}

extension ExplorerState {
    /// Opens the first screen and returns what it needs.
    package mutating func start(_ start: StartScreen) -> [Effect] {
        for note in settings.linkPatterns.notes { context.tell(.warning, note) }
        context.source = .loading(context.ask(.describe, what: "asking what the source is"))
        switch start {
        case .services:
            fitScreens()
            act { $0.perform(.refresh, &$1) }
        case .traces(let terms):
            screens = []
            context.openTraces(terms)
        case .files:
            screens = []
            context.openTraces(SearchTerms(), opensOnlyTrace: true)
        case .trace(let id, let span):
            screens = []
            context.openTrace(id, near: nil, span: span)
        }
        navigate()
        fitStatus()
        return context.takeEffects()
    }

    /// Lets the screen on top do something, then carries out what it asked for.
    mutating func act(_ change: (inout any ScreenState, inout ScreenContext) -> Void) {
        act(at: top, change)
    }

    /// Lets a screen do something in place, then carries out what it asked for.
    mutating func act(
        at index: Int,
        _ change: (inout any ScreenState, inout ScreenContext) -> Void
    ) {
        context.depth = screens.count
        context.isFollowing = screens.contains { $0.asksAgain }
        let before = context.effectCount
        change(&screens[index], &context)
        if context.takeFollowing() { pauseFollowing(except: index, before: before) }
        navigate()
    }

    /// Goes where screens and commands asked to go.
    mutating func navigate() {
        for step in context.takeNavigation() {
            switch step {
            case .open(let screen): push(screen)
            case .openAlone(let screen):
                screens = []
                push(screen)
            case .openFirst(let screen):
                if screens[0].kind == screen.kind {
                    goBack(to: 0)
                } else {
                    push(screen)
                    act { $0.perform(.refresh, &$1) }
                }
            case .back: goBack()
            case .perform(let action): perform(action)
            case .type(let text):
                context.prompt = PromptState(.command, text: text, history: commandHistory)
            case .walk(let action, let place): walk(action, from: place)
            case .submit(let text, let purpose, let trace): submit(text, purpose, to: trace)
            case .sightChanged: act { $0.sightChanged(&$1) }
            case .order(let command): order(command)
            case .endFollowingBelow: endFollowingBelow()
            }
        }
    }

    private mutating func push(_ screen: any ScreenState) {
        let rates = screens.last?.sharedRates
        screens.append(screen)
        screens[top].fit(to: size)
        act { $0.opened(above: rates, &$1) }
        screens[top].fit(to: size)
    }

    /// One screen back.
    mutating func goBack() {
        guard screens.count > 1, let left = screens.popLast() else { return }
        screens[top].fit(to: size)
        if let follower = left.follower { context.stopFollower(follower) }
        context.cancel(left.requests)
        resumeFollowing()
        act { $0.sightChanged(&$1) }
    }

    private mutating func goBack(to index: Int) {
        while screens.count > index + 1 { goBack() }
    }

    mutating func pressInBreadcrumb(_ key: KeyPress) {
        guard let focus = crumbFocus else { return }
        switch key {
        case .left, .character("h"): crumbFocus = max(0, focus - 1)
        case .right, .character("l"): crumbFocus = min(top, focus + 1)
        case .enter:
            crumbFocus = nil
            goBack(to: focus)
        default: crumbFocus = nil
        }
    }

    /// Goes to the parent or a sibling of the span on top, in the screen below as well, so that Esc returns to the same span.
    private mutating func walk(_ action: Action, from place: SpanPlace) {
        let walk = top > 0 ? screens[top - 1].walk(action, from: place) : .impossible
        act { $0.walked(action, walk, &$1) }
    }

    /// Goes back to the screen that shows the spans of a trace, and takes a line for it.
    private mutating func submit(
        _ text: String,
        _ purpose: PromptState.Purpose,
        to trace: TraceID
    ) {
        guard let index = screens.lastIndex(where: { $0.shownTrace == trace }) else {
            return context.say("The trace of this span is not below; it was opened from elsewhere.")
        }
        goBack(to: index)
        act { _ = $0.submit(text, purpose, &$1) }
    }

    /// Goes back to the nearest screen that shows a trace, and lets it obey.
    private mutating func order(_ command: TraceCommand) {
        guard let index = screens.lastIndex(where: { $0.shownTrace != nil }) else {
            return context.sayWithoutTrace(command)
        }
        goBack(to: index)
        act { $0.obey(command, &$1) }
    }

    /// Makes cursors and scrolls fit after the size changed.
    mutating func fitScreens() {
        for index in screens.indices { screens[index].fit(to: size) }
    }
}
