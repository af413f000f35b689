import TraceAnalysis
import TraceModel

/// Finds the distinct attributes of a block whose value reads as a text.
///
/// Texts and numbers are compared as numbers; only bytes and lists are written out.
struct ValueFilter {
    private let text: String
    private let string: StringIndex?
    private let int: Int64?
    private let double: Double?

    init(_ text: String, in block: Block) {
        self.text = text
        string = block.strings.firstIndex(of: text)
        int = Int64(text)
        double = Double(text)
    }

    /// Whether an attribute may have the value.
    ///
    /// It also accepts a number that is written differently, which the matcher of whole spans then refuses.
    func accepts(_ value: BlockValue, in block: Block) -> Bool {
        switch value.variant {
        case .string: return string == value.stringIndex
        case .empty: return text.isEmpty
        case .bool: return text == (value.payload != 0 ? "true" : "false")
        case .int: return int == Int64(bitPattern: value.payload)
        case .double:
            let number = Double(bitPattern: value.payload)
            return number.isNaN ? text == "NaN" : double == number
        case .bytes, .array, .map: return block.attributeValue(value).canonicalString == text
        }
    }
}
