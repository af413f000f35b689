import TraceAnalysis
import TraceModel

/// What stands for a parameter of a link: functions tell numbers from text.
enum LinkValue: Equatable {
    case text(String)
    case int(Int64)
    case double(Double)

    init(_ value: AttributeValue) {
        switch value {
        case .int(let number): self = .int(number)
        case .double(let number): self = .double(number)
        case .empty, .string, .bool, .bytes, .array, .map: self = .text(value.canonicalString)
        }
    }

    var text: String {
        switch self {
        case .text(let text): text
        case .int(let number): "\(number)"
        case .double(let number): AttributeValue.double(number).canonicalString
        }
    }
}
