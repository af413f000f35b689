import TraceModel

/// A text that must be equal byte by byte, as an index of one string table.
enum TextTest: Sendable {
    case anything
    case index(StringIndex)
    /// The text does not occur in the table.
    case nothing

    init(_ text: String, in strings: StringTable) {
        self = strings.firstIndex(of: text).map { .index($0) } ?? .nothing
    }

    func accepts(_ index: StringIndex) -> Bool {
        switch self {
        case .anything: true
        case .index(let wanted): wanted == index
        case .nothing: false
        }
    }
}
