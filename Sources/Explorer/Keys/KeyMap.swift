/// Which key does what on which screen: the action table with the user's changes.
package struct KeyMap: Sendable {
    private var actions: [ScreenKind: [KeyPress: Action]] = [:]
    private var keys: [Action: [KeyPress]] = [:]

    /// The table's own keys, those of `overrides` replaced.
    ///
    /// Keys that two actions of one screen would share are those of the later line of the table: see ``clashes(_:)``.
    package init(overrides: [Action: [KeyPress]] = [:]) {
        for entry in ActionTable.entries {
            let bound = overrides[entry.action] ?? entry.keys
            keys[entry.action] = bound
            for screen in ScreenKind.allCases where entry.applies(to: screen) {
                for key in bound { actions[screen, default: [:]][key] = entry.action }
            }
        }
    }

    /// What `key` does on `screen`, if anything.
    package func action(of key: KeyPress, on screen: ScreenKind) -> Action? {
        actions[screen]?[key]
    }

    /// The keys bound to `action`.
    package func keys(of action: Action) -> [KeyPress] { keys[action] ?? [] }

    /// The action that the key has on some screens, if it is one after which text is typed.
    func textAction(of key: KeyPress) -> Action? {
        ScreenKind.allCases.lazy.compactMap { action(of: key, on: $0) }.first(where: \.opensText)
    }
}

extension KeyMap {
    /// One key that would mean two actions on the same screens.
    package struct Clash: Sendable, Equatable {
        package let key: KeyPress
        package let first: Action
        package let second: Action
        /// Where both would be.
        package let screens: [ScreenKind]
    }

    /// The keys that `overrides` give to two actions of one screen, in the order of the table.
    ///
    /// An action whose key is taken away has to be given its keys as well, even where it has others: nobody should find out by
    /// pressing a key that it does something else now.
    package static func clashes(_ overrides: [Action: [KeyPress]]) -> [Clash] {
        let bound = ActionTable.entries.map { (entry: $0, keys: overrides[$0.action] ?? $0.keys) }
        var clashes: [Clash] = []
        for (place, later) in bound.enumerated() {
            for earlier in bound[..<place] {
                let screens = ScreenKind.allCases.filter {
                    later.entry.applies(to: $0) && earlier.entry.applies(to: $0)
                }
                guard !screens.isEmpty else { continue }
                for key in earlier.keys where later.keys.contains(key) {
                    clashes.append(
                        Clash(
                            key: key,
                            first: earlier.entry.action,
                            second: later.entry.action,
                            screens: screens
                        )
                    )
                }
            }
        }
        return clashes
    }
}
