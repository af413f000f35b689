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
    ///
    /// - SeeAlso: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
    package init(_ time: Timestamp, in zone: Zone = .utc) {
        let seconds = Int(time.nanoseconds / 1_000_000_000) + zone.offset(time)
        let days = seconds >= 0 ? seconds / 86400 : (seconds - 86399) / 86400
        let rest = seconds - days * 86400
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        hour = rest / 3600
        minute = rest % 3600 / 60
        second = rest % 60
        nanosecond = Int(time.nanoseconds % 1_000_000_000)
    }

    /// Seconds since the epoch, reading this as UTC; nil if no such date or clock time exists.
    ///
    /// - SeeAlso: Howard Hinnant, `days_from_civil`.
    package var secondsSinceEpoch: Int? {
        guard (1970...2262).contains(year), (1...12).contains(month), (0...23).contains(hour),
            (0...59).contains(minute), (0...59).contains(second), day >= 1, day <= daysInMonth
        else { return nil }
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear - era * 400
        let shiftedMonth = month > 2 ? month - 3 : month + 9
        let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = era * 146_097 + dayOfEra - 719_468
        return days * 86400 + hour * 3600 + minute * 60 + second
    }

    private var daysInMonth: Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
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
