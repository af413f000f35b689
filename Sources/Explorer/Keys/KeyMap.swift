/// Which key does what on which screen: the action table with the user's changes.
package struct KeyMap: Sendable {
    private var actions: [ScreenKind: [KeyPress: Action]] = [:]
    private var keys: [Action: [KeyPress]] = [:]

    /// The table's own keys, those of `overrides` replaced.
    ///
    /// A key that an override takes is taken away from its former action on the same screens.
    package init(overrides: [Action: [KeyPress]] = [:]) {
        let taken = Set(overrides.values.joined())
        for entry in ActionTable.entries {
            let bound = overrides[entry.action] ?? entry.keys.filter { !taken.contains($0) }
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
}
