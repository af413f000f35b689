package import TraceModel

/// Points in time as RFC 3339 §5.6 writes them.
package enum RFC3339 {
    /// UTC with `Z`, and as many fractional digits as needed, at most nine.
    package static func text(of time: Timestamp) -> String {
        let seconds = time.nanoseconds / 1_000_000_000
        let date = CivilDate(daysSinceEpoch: Int(seconds / 86400))
        let second = Int(seconds % 86400)
        let fraction = DecimalFraction.text(of: time.nanoseconds % 1_000_000_000, digits: 9)
        return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))T"
            + "\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
            + (fraction.isEmpty ? "" : "." + fraction) + "Z"
    }

    /// Reads a point in time with any offset; digits beyond nanoseconds are cut off.
    ///
    /// Nil if the text is malformed, or lies outside 1970 to 2554.
    package static func parse(_ text: some StringProtocol) -> Timestamp? {
        parse(utf8: Array(text.utf8))
    }

    static func parse(utf8 bytes: [UInt8]) -> Timestamp? {
        guard bytes.count >= 20, bytes[4] == 0x2D, bytes[7] == 0x2D,
            [0x54, 0x74, 0x20].contains(bytes[10]), bytes[13] == 0x3A, bytes[16] == 0x3A,
            let year = number(bytes[0..<4]), let month = number(bytes[5..<7]),
            let day = number(bytes[8..<10]), let hour = number(bytes[11..<13]),
            let minute = number(bytes[14..<16]), let second = number(bytes[17..<19]),
            (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second <= 60
        else { return nil }
        var rest = bytes[19...]
        var nanoseconds = 0
        if rest.first == 0x2E {
            let digits = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
            guard !digits.isEmpty else { return nil }
            for place in 0..<9 {
                let digit = place < digits.count ? Int(digits[digits.startIndex + place]) - 0x30 : 0
                nanoseconds = nanoseconds * 10 + digit
            }
            rest = rest.dropFirst(digits.count + 1)
        }
        guard let offset = offset(of: rest) else { return nil }
        let days = CivilDate(year: year, month: month, day: day).daysSinceEpoch
        let seconds = days * 86400 + hour * 3600 + minute * 60 + second - offset
        guard seconds >= 0 else { return nil }
        let (whole, isLate) = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, isLater) = whole.addingReportingOverflow(UInt64(nanoseconds))
        return isLate || isLater ? nil : Timestamp(nanoseconds: sum)
    }

    /// Seconds east of UTC.
    private static func offset(of text: ArraySlice<UInt8>) -> Int? {
        guard let sign = text.first else { return nil }
        if sign == 0x5A || sign == 0x7A { return text.count == 1 ? 0 : nil }
        let rest = Array(text.dropFirst())
        guard sign == 0x2B || sign == 0x2D, rest.count == 5, rest[2] == 0x3A,
            let hours = number(rest[0..<2]), let minutes = number(rest[3..<5]),
            hours < 24, minutes < 60
        else { return nil }
        return (sign == 0x2D ? -1 : 1) * (hours * 3600 + minutes * 60)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            value = value * 10 + Int(digit) - 0x30
        }
        return value
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
