import TraceModel

extension ScreenContext {
    /// Opens one long text, whole and wrapped.
    mutating func openValue(_ text: String, title: String) {
        open(ValueState(title: title, text: text, glyphs: settings.glyphs))
    }
}

extension ValueState {
    package mutating func perform(_ action: Action, _ context: inout ScreenContext) {
        if let line = action.scrolled(
            from: top,
            height: height,
            count: lineCount,
            times: context.times
        ) {
            return scroll(to: line)
        }
        switch action {
        case .search: context.prompt = PromptState(.find, text: needle)
        case .nextHit, .previousHit:
            guard !needle.isEmpty else {
                return context.say("Nothing was searched for; / searches.")
            }
            guard !hits.isEmpty else { return context.say("/\(needle) was not found here.") }
            nextHit(action == .nextHit ? 1 : -1)
        default: context.sayIdle(action)
        }
    }

    package mutating func select(row: Int) { scroll(to: row) }

    /// Forgets what was searched for.
    package mutating func undo(_ context: inout ScreenContext) -> Bool {
        guard !needle.isEmpty else { return false }
        find("")
        return true
    }

    package mutating func submit(
        _ text: String,
        _ purpose: PromptState.Purpose,
        _ context: inout ScreenContext
    ) -> QueryTextError? {
        if purpose == .find {
            find(text)
            if !text.isEmpty, hits.isEmpty { context.say("/\(text) was not found here.") }
        }
        return nil
    }
}
