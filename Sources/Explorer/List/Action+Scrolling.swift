extension Action {
    /// The first line of a text of `count` lines after this action, done `times` times, from `top` on; nil for one that
    /// does not move.
    func scrolled(from top: Int, height: Int, count: Int, times: Int) -> Int? {
        switch self {
        case .down: top + times
        case .up: top - times
        case .halfPageDown: top + height / 2 * times
        case .halfPageUp: top - height / 2 * times
        case .pageDown: top + (height - 1) * times
        case .pageUp: top - (height - 1) * times
        case .top: 0
        case .bottom: count
        default: nil
        }
    }
}
