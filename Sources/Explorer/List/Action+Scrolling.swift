extension Action {
    /// The first line of a text of `count` lines after this action, from `top` on; nil for one that does not move.
    func scrolled(from top: Int, height: Int, count: Int) -> Int? {
        switch self {
        case .down: top + 1
        case .up: top - 1
        case .halfPageDown: top + height / 2
        case .halfPageUp: top - height / 2
        case .pageDown: top + height - 1
        case .pageUp: top - height + 1
        case .top: 0
        case .bottom: count
        default: nil
        }
    }
}
