import TraceModel

/// What a condition asks of one value, of an attribute or of a field.
enum ValueTest: Sendable {
    /// It is there.
    case exists
    /// Its canonical text is this one, byte by byte.
    case equals(String, TextTest)
    /// Its canonical text holds this one, whatever its case.
    case contains(TextNeedle)
    case ordered(OrderTest)

    func accepts(_ stored: StoredValue, in columns: SpanColumns) -> Bool {
        switch self {
        case .exists: return true
        case .equals(let text, let test):
            guard stored.variant == .string, let string = stored.stringIndex else {
                return columns.value(of: stored).canonicalString == text
            }
            return test.accepts(string)
        case .contains(let needle):
            guard stored.variant == .string, let string = stored.stringIndex else {
                return needle.isFound(in: columns.value(of: stored).canonicalString)
            }
            return accepts(textAt: string, in: columns.strings)
        case .ordered(let test):
            switch stored.variant {
            case .string: return accepts(textAt: stored.stringIndex ?? 0, in: columns.strings)
            case .int: return test.accepts(stored.intValue ?? 0)
            case .double: return test.accepts(stored.doubleValue ?? 0)
            case .empty, .bool, .bytes, .array, .map: return false
            }
        }
    }

    /// Whether the text of a field passes.
    func accepts(textAt index: StringIndex, in strings: StringTable) -> Bool {
        switch self {
        case .exists: true
        case .equals(_, let test): test.accepts(index)
        case .contains(let needle): needle.isFound(at: index, in: strings)
        case .ordered(let test): strings.withBytes(at: index) { test.accepts($0) }
        }
    }

    /// Whether a word that stands for a field passes.
    func accepts(word: String) -> Bool {
        switch self {
        case .exists: true
        case .equals(let text, _): text == word
        case .contains(let needle): needle.isFound(in: word)
        case .ordered(let test): test.accepts(word.utf8)
        }
    }
}
