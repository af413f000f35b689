package import TraceModel

/// A point in time as a calendar and a clock show it.
package struct CivilTime: Sendable, Equatable {
    package var year: Int
    package var month: Int
    package var day: Int
    package var hour: Int
    package var minute: Int
    package var second: Int
    package var nanosecond: Int

    package init(
        year: Int,
        month: Int,
        day: Int,
        hour: Int = 0,
        minute: Int = 0,
        second: Int = 0,
        nanosecond: Int = 0
    ) {
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
        self.nanosecond = nanosecond
    }

    /// The calendar and clock at `time` in `zone`.
    package init(_ time: Timestamp, in zone: Zone = .utc) {
        let seconds = Int(time.nanoseconds / 1_000_000_000) + zone.offset(time)
        let days = seconds >= 0 ? seconds / 86400 : (seconds - 86399) / 86400
        let rest = seconds - days * 86400
        let date = CivilDate(daysSinceEpoch: days)
        (year, month, day) = (date.year, date.month, date.day)
        hour = rest / 3600
        minute = rest % 3600 / 60
        second = rest % 60
        nanosecond = Int(time.nanoseconds % 1_000_000_000)
    }

    /// Seconds since the epoch, reading this as UTC; nil if no such date or clock time exists.
    package var secondsSinceEpoch: Int? {
        guard (1970...2262).contains(year), (1...12).contains(month), (0...23).contains(hour),
            (0...59).contains(minute), (0...59).contains(second), day >= 1,
            day <= CivilDate(year: year, month: month, day: day).daysInMonth
        else { return nil }
        let days = CivilDate(year: year, month: month, day: day).daysSinceEpoch
        return days * 86400 + hour * 3600 + minute * 60 + second
    }

    /// The point in time when clocks in `zone` show this.
    package func timestamp(in zone: Zone) -> Timestamp? {
        guard let seconds = secondsSinceEpoch else { return nil }
        let guess = Timestamp(nanoseconds: UInt64(seconds) * 1_000_000_000)
        let shifted = seconds - zone.offset(guess)
        let offset = zone.offset(Timestamp(nanoseconds: UInt64(max(0, shifted)) * 1_000_000_000))
        let exact = seconds - offset
        guard exact >= 0 else { return nil }
        return Timestamp(nanoseconds: UInt64(exact) * 1_000_000_000 + UInt64(nanosecond))
    }
}
