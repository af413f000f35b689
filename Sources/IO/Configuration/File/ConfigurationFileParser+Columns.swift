extension ConfigurationFileParser {
    /// Reads `columns`: list to one column or several.
    mutating func readColumns(_ entry: YAMLEntry) {
        for item in entries(of: entry.value, in: "`columns`", known: nil) {
            guard let columns = texts(item) else { continue }
            file.columns.append(
                ColumnSetting(list: item.key, columns: columns, origin: origin(item.keyLine))
            )
        }
    }
}
