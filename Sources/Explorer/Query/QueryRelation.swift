/// What may stand between a key and its value; raw values are the signs.
package enum QueryRelation: String, Sendable, CaseIterable {
    case equal = "="
    case unequal = "!="
    case contains = "~"
    case lacks = "!~"
    case atLeast = ">="
    case more = ">"
    case atMost = "<="
    case less = "<"

    /// The relation whose sign begins at `position`.
    static func at(_ position: Int, of characters: [Character]) -> QueryRelation? {
        guard position < characters.count else { return nil }
        let isEqualAfter = position + 1 < characters.count && characters[position + 1] == "="
        switch characters[position] {
        case "=": return .equal
        case "~": return .contains
        case ">": return isEqualAfter ? .atLeast : .more
        case "<": return isEqualAfter ? .atMost : .less
        case "!" where isEqualAfter: return .unequal
        case "!" where position + 1 < characters.count && characters[position + 1] == "~":
            return .lacks
        default: return nil
        }
    }
}
