/// Amounts of memory as they are typed.
package enum ByteSize {
    private static let units: [String: Int] = [
        "b": 1, "k": 1000, "kb": 1000, "kib": 1 << 10, "m": 1_000_000, "mb": 1_000_000,
        "mib": 1 << 20, "g": 1_000_000_000, "gb": 1_000_000_000, "gib": 1 << 30,
    ]

    /// What to say was expected.
    package static let expectation = "a size such as `512kB`, `16MB` or `2GiB`"

    /// What to write instead of a number without its unit; empty for anything else.
    package static func remedy(for text: String) -> String {
        let isNumber = !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        return isNumber ? "; write `\(text)MB`" : ""
    }

    /// The bytes that `512MB`, `2GiB` or `1000000B` stand for, at least `minimum`; nil for anything else.
    ///
    /// A number without its unit is refused: nobody could tell bytes from megabytes.
    package static func bytes(_ text: String, minimum: Int = 1) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count).lowercased()
        guard let number = Int(digits), number > 0, let size = units[unit] else { return nil }
        let (bytes, overflow) = number.multipliedReportingOverflow(by: size)
        return overflow || bytes < minimum ? nil : bytes
    }

    /// The same back, in the largest unit that leaves a whole number.
    package static func text(_ bytes: Int) -> String {
        for (unit, size) in [("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000)]
        where bytes > 0 && bytes % size == 0 {
            return "\(bytes / size)\(unit)"
        }
        return "\(bytes)B"
    }
}
