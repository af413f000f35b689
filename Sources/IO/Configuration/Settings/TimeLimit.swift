/// How long something may take.
///
/// Written as a number with one of the units `ms`, `s`, `m` and `h`. Fractions are allowed; zero, less,
/// and a number without its unit are not.
package struct TimeLimit: Sendable, Equatable, CustomStringConvertible {
    package let duration: Duration
    /// As it was written.
    package let description: String

    package init?(_ text: String) {
        let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let milliseconds: Double
        switch text.dropFirst(number.count) {
        case "ms": milliseconds = 1
        case "s": milliseconds = 1_000
        case "m": milliseconds = 60_000
        case "h": milliseconds = 3_600_000
        default: return nil
        }
        guard let amount = Double(number) else { return nil }
        let total = (amount * milliseconds).rounded()
        // A century is more than anyone waits and fits every C library's counters of seconds.
        guard total >= 1, total < 3.2e12 else { return nil }
        duration = .milliseconds(Int64(total))
        description = text
    }
}
