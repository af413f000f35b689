import PlainText

/// What a key after `y` copies.
package enum CopyItem: Character, Sendable, CaseIterable {
    case value = "v"
    case keyAndValue = "k"
    case spanID = "i"
    case traceID = "I"
    case json = "j"
    case curl = "c"
    case summary = "s"
    case markdown = "m"
    case link = "u"

    /// As the last line names it; in the plural where `count` things are copied.
    package func name(count: Int) -> String {
        let name =
            switch self {
            case .value: "value"
            case .keyAndValue: "key=value"
            case .spanID: "span id"
            case .traceID: "trace id"
            case .json: "JSON"
            case .curl: "curl"
            case .summary: "summary"
            case .markdown: "Markdown"
            case .link: "link"
            }
        guard count > 0 else { return name }
        return CountText.of(count, name, plural: self == .summary ? "summaries" : nil)
    }
}
