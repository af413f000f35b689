import Configuration
import PlainText
package import TraceModel

/// Where a backend keeps its traces.
package enum TraceStorage: Sendable, Equatable {
    /// In memory; lost at the end.
    case memory
    /// In a folder; nil for the usual one.
    case folder(String?)
}

/// How long traces are kept in a folder, and how many bytes of them.
package struct KeptTraces: Sendable, Equatable {
    /// Nil for any time.
    package var age: Nanoseconds?
    /// Nil for any number.
    package var bytes: Int?

    /// What is kept where nothing else is said.
    package static let usual = KeptTraces(age: .hours(72), bytes: 10_000_000_000)

    package init(age: Nanoseconds? = nil, bytes: Int? = nil) {
        self.age = age
        self.bytes = bytes
    }

    static let expectation =
        "a length of time, a size of 1MB or more, or both, such as `72h,10GB`"

    /// Reads `72h,10GB`, in any order, or one of them.
    init?(_ text: String) {
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            if let size = ByteSize.bytes(String(part), minimum: 1_000_000), bytes == nil {
                bytes = size
            } else if let length = DurationText.parse(String(part)), length > 0, age == nil {
                age = length
            } else {
                return nil
            }
        }
    }

    /// As it follows on “keeps traces”.
    package var phrase: String {
        let time = age.map { "for " + Self.time($0) }
        let size = bytes.map { "up to " + ByteSize.text($0) }
        return [time, size].compactMap(\.self).joined(separator: " and ")
    }

    /// Hours stay hours up to a week.
    private static func time(_ age: Nanoseconds) -> String {
        let hours = age / .hours(1)
        return age % .hours(1) == 0 && hours < 168 ? "\(hours)h" : DurationText.exact(age)
    }
}
