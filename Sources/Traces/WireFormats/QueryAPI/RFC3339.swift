import PlainText
package import TraceModel

/// Points in time as RFC 3339 §5.6 writes them, read as Go's `time.Parse` with the layout `time.RFC3339Nano` does.
package enum RFC3339 {
    /// UTC with `Z`, and as many fractional digits as needed, at most nine.
    package static func text(of time: Timestamp) -> String {
        var text = TimeText.rfc3339(time).dropLast()
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return text + "Z"
    }

    /// Reads a point in time with any offset; digits beyond nanoseconds are cut off.
    ///
    /// What lies before 1970 or after 2554 is the first or the last time there is. Nil if the text is malformed, or no such date or clock time exists; there is no second 60.
    package static func parse(_ text: some StringProtocol) -> Timestamp? {
        parse(utf8: Array(text.utf8))
    }

    static func parse(utf8 bytes: [UInt8]) -> Timestamp? {
        var reader = Reader(rest: bytes[...])
        guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2),
            reader.skip("-"), let day = reader.number(2), reader.skip("T"),
            let hour = reader.hour(), reader.skip(":"), let minute = reader.number(2),
            reader.skip(":"), let second = reader.number(2),
            (1...12).contains(month), hour < 24, minute < 60, second < 60, day >= 1,
            day <= CivilDate(year: year, month: month, day: day).daysInMonth
        else { return nil }
        let fraction = reader.fraction()
        guard let offset = reader.offset(), reader.rest.isEmpty else { return nil }
        let days = CivilDate(year: year, month: month, day: day).daysSinceEpoch
        let seconds = days * 86400 + hour * 3600 + minute * 60 + second - offset
        guard seconds >= 0 else { return .zero }
        let (whole, isLate) = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, isLater) = whole.addingReportingOverflow(fraction)
        return Timestamp(nanoseconds: isLate || isLater ? .max : sum)
    }
}

/// Takes the parts of a time off a text.
private struct Reader {
    var rest: ArraySlice<UInt8>

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    /// Exactly so many digits.
    mutating func number(_ digits: Int) -> Int? {
        let head = rest.prefix(digits)
        guard head.count == digits, head.allSatisfy(isDigit) else { return nil }
        rest.removeFirst(digits)
        return head.reduce(0) { $0 * 10 + Int($1) - 0x30 }
    }

    /// Two digits, or one as Go lets pass.
    mutating func hour() -> Int? { number(2) ?? number(1) }

    /// Nanoseconds of a fraction behind a point or a comma; nothing is taken where there is none.
    mutating func fraction() -> UInt64 {
        guard rest.first == 0x2E || rest.first == 0x2C else { return 0 }
        let digits = rest.dropFirst().prefix(while: isDigit)
        guard !digits.isEmpty else { return 0 }
        rest = rest.dropFirst(digits.count + 1)
        let nine = digits.prefix(9) + Array(repeating: 0x30, count: max(0, 9 - digits.count))
        return nine.reduce(0) { $0 * 10 + UInt64($1) - 0x30 }
    }

    /// Seconds east of UTC; 24 hours and 60 minutes are written by some, and read by Go.
    mutating func offset() -> Int? {
        if skip("Z") { return 0 }
        let sign = skip("+") ? 1 : skip("-") ? -1 : 0
        guard sign != 0, let hours = number(2), skip(":"), let minutes = number(2),
            hours <= 24, minutes <= 60
        else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }

    private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
