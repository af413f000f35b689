extension ConfigurationFileParser {
    /// Reads `keys`: action to one key or several.
    ///
    /// A key bound to two actions names both lines.
    mutating func readKeys(_ entry: YAMLEntry) {
        var owners: [String: (action: String, line: Int)] = [:]
        for item in entries(of: entry.value, in: "`keys`", known: nil) {
            guard let keys = texts(item) else { continue }
            for key in keys {
                if let owner = owners[key] {
                    note(
                        item.keyLine,
                        "key `\(key)` of `\(item.key)` is bound to `\(owner.action)` already, "
                            + "on line \(owner.line)"
                    )
                } else {
                    owners[key] = (item.key, item.keyLine)
                }
            }
            file.bindings.append(
                KeyBinding(action: item.key, keys: keys, origin: origin(item.keyLine))
            )
        }
    }
}
