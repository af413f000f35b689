import TraceAnalysis
import TraceModel

/// The value of a condition: a text, and what else it may mean.
///
/// Values compare by their canonical text; numbers are compared as numbers here, so that one which is written differently passes too,
/// and is refused when whole spans are looked at.
struct SoughtText {
    let text: String
    let utf8: [UInt8]
    private let int: Int64?
    private let double: Double?

    init(_ text: String) {
        self.text = text
        utf8 = Array(text.utf8)
        int = Int64(text)
        double = Double(text)
    }

    var isNaN: Bool { text == "NaN" }

    /// The eight bytes of a value that reads so; nil if none of the type does.
    func payload(of variant: StoredValue.Variant) -> UInt64? {
        switch variant {
        case .empty: utf8.isEmpty ? 0 : nil
        case .bool: text == "true" ? 1 : text == "false" ? 0 : nil
        case .int: int.map { UInt64(bitPattern: $0) }
        case .double: double?.bitPattern
        case .string, .bytes, .array, .map: nil
        }
    }

    /// Whether a value of a type without text may read so.
    func isMeant(by payload: UInt64, variant: StoredValue.Variant) -> Bool {
        guard variant == .double else { return self.payload(of: variant) == payload }
        let number = Double(bitPattern: payload)
        return number.isNaN ? isNaN : double == number
    }

    /// Whether a value whose bytes these are may read so.
    func isMeant(by bytes: UnsafeBufferPointer<UInt8>, variant: StoredValue.Variant) -> Bool {
        switch variant {
        case .empty, .bool, .int, .double: return false
        case .string: return bytes.elementsEqual(utf8)
        case .bytes: return AttributeValue.bytes(Array(bytes)).canonicalString == text
        case .array, .map:
            var reader = ByteReader(bytes)
            return NestedBytes.list(variant, &reader)?.canonicalString == text
        }
    }
}
