import Explorer

extension KeyPress {
    /// The key as the explorer knows it.
    init(_ key: Key) {
        switch key {
        case .character(let scalar): self = .character(Character(scalar))
        case .ctrl(let character): self = .control(character)
        case .enter: self = .enter
        case .escape: self = .escape
        case .tab: self = .tab
        case .backTab: self = .backTab
        case .backspace: self = .backspace
        case .delete: self = .delete
        case .insert: self = .insert
        case .up: self = .up
        case .down: self = .down
        case .left: self = .left
        case .right: self = .right
        case .home: self = .home
        case .end: self = .end
        case .pageUp: self = .pageUp
        case .pageDown: self = .pageDown
        case .function(let number): self = .function(number)
        }
    }
}
