package import TraceModel

/// Points in time as people read and write them.
package enum TimeText {
    static func padded(_ value: Int, _ digits: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    /// `12:03:41.218`.
    package static func clock(_ time: Timestamp, in zone: Zone) -> String {
        let civil = CivilTime(time, in: zone)
        return "\(padded(civil.hour, 2)):\(padded(civil.minute, 2)):\(padded(civil.second, 2))"
            + ".\(padded(civil.nanosecond / 1_000_000, 3))"
    }

    /// An offset from UTC in seconds: `-05:00`.
    package static func offset(_ seconds: Int) -> String {
        let minutes = abs(seconds) / 60
        return (seconds < 0 ? "-" : "+") + padded(minutes / 60, 2) + ":" + padded(minutes % 60, 2)
    }

    /// `2026-11-21`.
    package static func date(_ time: Timestamp, in zone: Zone) -> String {
        let civil = CivilTime(time, in: zone)
        return "\(padded(civil.year, 4))-\(padded(civil.month, 2))-\(padded(civil.day, 2))"
    }

    /// The clock alone on the day of `now`, else date and clock.
    package static func brief(_ time: Timestamp, now: Timestamp, in zone: Zone) -> String {
        let day = date(time, in: zone)
        let clock = clock(time, in: zone)
        return day == date(now, in: zone) ? clock : "\(day) \(clock)"
    }

    /// The same with the offset from UTC, where it is not the one of `now`.
    package static func briefWithOffset(
        _ time: Timestamp,
        now: Timestamp,
        in zone: Zone
    ) -> String {
        let offset = zone.offset(time)
        return brief(time, now: now, in: zone)
            + (offset == zone.offset(now) ? "" : self.offset(offset))
    }

    /// The same of a time that a source may not have told.
    package static func rfc3339OrUnknown(_ time: Timestamp) -> String {
        time.isKnown ? rfc3339(time) : "unknown"
    }

    /// RFC 3339 with nine fractional digits, in UTC.
    package static func rfc3339(_ time: Timestamp) -> String {
        let civil = CivilTime(time)
        return "\(date(time, in: .utc))T\(padded(civil.hour, 2)):\(padded(civil.minute, 2))"
            + ":\(padded(civil.second, 2)).\(padded(civil.nanosecond, 9))Z"
    }

    /// How long ago: `now`, `4s ago`, `3m ago`, `2h ago`, `5d ago`.
    ///
    /// Coarse on purpose, so that an idle screen has nothing to redraw.
    package static func age(_ nanoseconds: Nanoseconds) -> String {
        let seconds = nanoseconds / 1_000_000_000
        switch seconds {
        case ..<2: return "now"
        case ..<60: return "\(seconds)s ago"
        case ..<3600: return "\(seconds / 60)m ago"
        case ..<172_800: return "\(seconds / 3600)h ago"
        default: return "\(seconds / 86400)d ago"
        }
    }

    /// Reads RFC 3339, `2026-11-21 12:00[:05[.5]]` or `12:00[:05]` (today) in `zone`, and `now`.
    package static func parse(_ text: String, now: Timestamp, in zone: Zone) -> Timestamp? {
        if text == "now" { return now }
        var reader = DigitReader(text)
        var civil = CivilTime(now, in: zone)
        civil.second = 0
        civil.nanosecond = 0
        var explicitOffset: Int?
        if text.contains("-") && text.count >= 10 {
            guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2),
                reader.skip("-"), let day = reader.number(2)
            else { return nil }
            civil = CivilTime(year: year, month: month, day: day)
            if reader.isAtEnd { return civil.timestamp(in: zone) }
            guard reader.skip("T") || reader.skip("t") || reader.skip(" ") else { return nil }
        }
        guard let hour = reader.number(2), reader.skip(":"), let minute = reader.number(2) else {
            return nil
        }
        civil.hour = hour
        civil.minute = minute
        if reader.skip(":") {
            guard let second = reader.number(2) else { return nil }
            civil.second = second
            if reader.skip(".") {
                guard let fraction = reader.fraction() else { return nil }
                civil.nanosecond = fraction
            }
        }
        if reader.skip("Z") || reader.skip("z") {
            explicitOffset = 0
        } else if let sign = reader.skip("+") ? 1 : reader.skip("-") ? -1 : nil {
            guard let hours = reader.number(2), reader.skip(":"), let minutes = reader.number(2)
            else { return nil }
            guard hours < 24, minutes < 60 else { return nil }
            explicitOffset = sign * (hours * 3600 + minutes * 60)
        }
        guard reader.isAtEnd else { return nil }
        guard let offset = explicitOffset else { return civil.timestamp(in: zone) }
        return civil.timestamp(
            in: Zone(name: { _ in "" }, offset: { _ in offset })
        )
    }

    /// The shortest text that ``parse(_:now:in:)`` reads as exactly this time: `07:50` on the day of `now`, else
    /// `2026-11-21T07:50`, with seconds and fractions as far as there are any, in `zone`; with an offset only where a
    /// clock that was set back shows the same time twice.
    package static func exact(_ time: Timestamp, now: Timestamp, in zone: Zone) -> String {
        let civil = CivilTime(time, in: zone)
        var clock = "\(padded(civil.hour, 2)):\(padded(civil.minute, 2))"
        if civil.second > 0 || civil.nanosecond > 0 { clock += ":\(padded(civil.second, 2))" }
        if civil.nanosecond > 0 {
            var digits = padded(civil.nanosecond, 9)
            while digits.hasSuffix("0") { digits.removeLast() }
            clock += "." + digits
        }
        let day = date(time, in: zone)
        let forms = [clock, day, "\(day)T\(clock)"]
        return forms.first { parse($0, now: now, in: zone) == time } ?? rfc3339(time)
    }

    /// A stretch of time with its length: `12:28:33 to 12:43:33 (15m)`, with dates where it is not all of one day.
    package static func window(_ start: Timestamp, _ end: Timestamp, in zone: Zone) -> String {
        let isOneDay = date(start, in: zone) == date(end, in: zone)
        func text(_ time: Timestamp) -> String {
            let clock = String(clock(time, in: zone).prefix(8))
            return isOneDay ? clock : date(time, in: zone) + " " + clock
        }
        // What is shown has no fractions.
        let length = (end.since(start) + .milliseconds(500)) / .seconds(1) * .seconds(1)
        return "\(text(start)) to \(text(end)) (\(DurationText.exact(length)))"
    }

    /// When something was asked: `asked 12:03:41`.
    package static func asked(_ time: Timestamp, in zone: Zone) -> String {
        "asked \(clock(time, in: zone).prefix(8))"
    }
}

/// Reads fixed-width numbers and separators from the front of a text.
private struct DigitReader {
    private var rest: Substring.UTF8View

    init(_ text: String) {
        rest = Substring(text).utf8
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func number(_ digits: Int) -> Int? {
        let head = rest.prefix(digits)
        guard head.count == digits, head.allSatisfy({ (48...57).contains($0) }) else { return nil }
        rest = rest.dropFirst(digits)
        return head.reduce(0) { $0 * 10 + Int($1 - 48) }
    }

    /// Up to nine digits after a decimal point, in nanoseconds.
    mutating func fraction() -> Int? {
        let head = rest.prefix { (48...57).contains($0) }
        guard (1...9).contains(head.count) else { return nil }
        rest = rest.dropFirst(head.count)
        return (0..<9).reduce(0) { value, place in
            let index = head.index(head.startIndex, offsetBy: place, limitedBy: head.endIndex)
            let digit = index.flatMap { $0 < head.endIndex ? Int(head[$0] - 48) : nil } ?? 0
            return value * 10 + digit
        }
    }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest = rest.dropFirst()
        return true
    }
}
