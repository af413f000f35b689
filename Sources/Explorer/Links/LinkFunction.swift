import PlainText
import TraceModel

/// What may be done with a parameter of a link before it is written: `#{startTime | add -60000000}`.
///
/// As in Jaeger's UI, one that does not fit its value leaves it as it is.
enum LinkFunction: Equatable {
    /// `pad_start LENGTH CHARACTER`
    case padStart(Int, String)
    /// `add NUMBER`
    case add(Int64)
    /// `epoch_micros_to_date_iso`
    case dateOfMicroseconds

    /// Longer texts than any id or number is.
    private static let longest = 1_000

    /// nil for a name that there is not, and for arguments that are missing or no numbers.
    init?(_ words: [Substring]) {
        switch (words.first, words.count) {
        case ("pad_start", 3):
            guard let length = Int(words[1]), length <= Self.longest else { return nil }
            self = .padStart(length, String(words[2]))
        case ("add", 2):
            guard let number = Int64(words[1]) else { return nil }
            self = .add(number)
        case ("epoch_micros_to_date_iso", 1): self = .dateOfMicroseconds
        default: return nil
        }
    }

    func apply(to value: LinkValue) -> LinkValue {
        switch (self, value) {
        case (.padStart(let length, let padding), .text(let text)):
            let missing = length - text.count
            guard missing > 0, !padding.isEmpty else { return value }
            let repeated = String(repeating: padding, count: missing)
            return .text(repeated.prefix(missing) + text)
        case (.add(let number), .int(let value)):
            let (sum, overflow) = value.addingReportingOverflow(number)
            return overflow ? .int(value) : .int(sum)
        case (.add(let number), .double(let value)): return .double(value + Double(number))
        case (.dateOfMicroseconds, .int(let value)):
            return Self.date(microseconds: value).map { .text($0) } ?? .int(value)
        case (.padStart, _), (.add, _), (.dateOfMicroseconds, _): return value
        }
    }

    /// `2020-01-01T00:00:00.000Z`: with thousandths, as JavaScript writes dates.
    private static func date(microseconds: Int64) -> String? {
        let (nanoseconds, overflow) = microseconds.multipliedReportingOverflow(by: 1_000)
        guard !overflow, nanoseconds >= 0 else { return nil }
        let time = Timestamp(nanoseconds: UInt64(nanoseconds))
        let seconds = TimeText.rfc3339(
            Timestamp(nanoseconds: time.nanoseconds - time.nanoseconds % 1_000_000_000)
        )
        let thousandths = "\(1_000 + time.nanoseconds / 1_000_000 % 1_000)".dropFirst()
        return "\(seconds.prefix(19)).\(thousandths)Z"
    }
}
