extension ListCursor {
    /// Applies an action that moves, `times` times; false for other actions.
    package mutating func apply(_ action: Action, count: Int, height: Int, times: Int = 1) -> Bool {
        let half = max(1, height / 2) * times
        let page = max(1, height - 1) * times
        switch action {
        case .down: move(by: times, count: count, height: height)
        case .up: move(by: -times, count: count, height: height)
        case .halfPageDown: self.page(by: half, count: count, height: height)
        case .halfPageUp: self.page(by: -half, count: count, height: height)
        case .pageDown: self.page(by: page, count: count, height: height)
        case .pageUp: self.page(by: -page, count: count, height: height)
        case .top: select(0, count: count, height: height)
        case .bottom: select(count - 1, count: count, height: height)
        default: return false
        }
        choose()
        return true
    }
}
