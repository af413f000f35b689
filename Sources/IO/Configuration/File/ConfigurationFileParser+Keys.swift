extension ConfigurationFileParser {
    /// Reads `keys`: action to one key or several, or to an empty list for none.
    mutating func readKeys(_ entry: YAMLEntry) {
        for item in entries(of: entry.value, in: "`keys`", known: nil) {
            guard let keys = texts(item) else { continue }
            file.bindings.append(
                KeyBinding(action: item.key, keys: keys, origin: origin(item.keyLine))
            )
        }
    }
}
