import TraceModel

extension ScreenContext {
    /// Opens one long text, whole and wrapped.
    mutating func openValue(_ text: String, title: String) {
        open(ValueState(title: title, text: text))
    }
}

extension ValueState {
    package mutating func perform(_ action: Action, _ context: inout ScreenContext) {
        if let line = action.scrolled(from: top, height: height, count: lineCount) {
            return scroll(to: line)
        }
        switch action {
        case .search: context.prompt = PromptState(.find, text: needle)
        case .nextHit: nextHit(1)
        case .previousHit: nextHit(-1)
        case .pager: context.add(.pager(text: text))
        default: break
        }
    }

    package mutating func select(row: Int) { scroll(to: row) }

    package mutating func submit(
        _ text: String,
        _ purpose: PromptState.Purpose,
        _ context: inout ScreenContext
    ) -> QueryTextError? {
        if purpose == .find { find(text) }
        return nil
    }
}
