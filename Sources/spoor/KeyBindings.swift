import Configuration
import Explorer

/// The `keys:` of the configuration as the explorer's own.
enum KeyBindings {
    /// Throws a sentence with file and line for an action or key that does not exist.
    static func overrides(_ bindings: [KeyBinding]) throws -> [Action: [KeyPress]] {
        var overrides: [Action: [KeyPress]] = [:]
        for binding in bindings {
            guard let action = Action(rawValue: binding.action) else {
                let names = Action.allCases.map(\.rawValue)
                throw KeyBindingError(
                    description: "\(binding.origin): there is no action `\(binding.action)`"
                        + NearestName.hint(binding.action, among: names) + "."
                )
            }
            overrides[action] = try binding.keys.map { name in
                guard let key = KeyPress(name: name) else {
                    throw KeyBindingError(
                        description:
                            "\(binding.origin): `\(name)` is not a key; write a character, Ctrl-X, F1 to "
                            + "F12, Enter, Esc, Tab, Space, Up, Down, Left, Right, Home, End, PgUp or PgDn."
                    )
                }
                return key
            }
        }
        return overrides
    }
}

/// What is wrong with a key binding, and where.
struct KeyBindingError: Error, CustomStringConvertible {
    let description: String
}
