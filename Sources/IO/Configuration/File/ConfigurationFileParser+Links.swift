extension ConfigurationFileParser {
    private static let known = ["type", "key", "value", "url", "text"]

    /// Reads `links`: a list of mappings, as `linkPatterns` of Jaeger's UI is.
    mutating func readLinks(_ entry: YAMLEntry) {
        if entry.value.isEmpty { return }
        guard case .sequence(let items) = entry.value.content else {
            return note(
                entry.value.line,
                "`links` expects a list of mappings, found \(entry.value.kindName)"
            )
        }
        for item in items {
            var link = LinkSetting(origin: origin(item.line))
            let fields = entries(of: item, in: "`links`", known: Self.known)
            for field in fields {
                switch field.key {
                case "type": link.types = texts(field)
                case "key": link.keys = texts(field)
                case "value": link.values = texts(field)
                case "url": link.url = scalar(field, kind: .text)?.value ?? ""
                default: link.text = scalar(field, kind: .text)?.value
                }
            }
            if !fields.contains(where: { $0.key == "url" }) {
                note(item.line, "an entry of `links` needs a `url`")
            }
            file.links.append(link)
        }
    }
}
