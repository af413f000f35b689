extension ListCursor {
    /// Applies an action that moves; false for other actions.
    package mutating func apply(_ action: Action, count: Int, height: Int) -> Bool {
        let half = max(1, height / 2)
        switch action {
        case .down: move(by: 1, count: count, height: height)
        case .up: move(by: -1, count: count, height: height)
        case .halfPageDown: page(by: half, count: count, height: height)
        case .halfPageUp: page(by: -half, count: count, height: height)
        case .pageDown: page(by: max(1, height - 1), count: count, height: height)
        case .pageUp: page(by: -max(1, height - 1), count: count, height: height)
        case .top: select(0, count: count, height: height)
        case .bottom: select(count - 1, count: count, height: height)
        default: return false
        }
        choose()
        return true
    }
}
