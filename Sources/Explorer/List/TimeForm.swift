import PlainText
import TraceModel

/// How a column writes moments.
enum TimeForm: Sendable {
    /// `2026-11-21 12:03:41.218`.
    case full
    /// `2026-11-21 12:03:41`.
    case seconds
    /// `12:03:41.218`.
    case clock
    /// `12:03:41`.
    case clockSeconds
    /// The time alone when it is of today, else ``full``.
    case brief
    /// The same without milliseconds.
    case briefSeconds
    /// `11-21 12:03`.
    case dayAndMinute
    /// `12:03:41` when it is of today, else `26-11-21`.
    case clockOrDay

    /// The columns of its texts, of the longest ones where they differ.
    var width: Int {
        switch self {
        case .full, .brief: 23
        case .seconds, .briefSeconds: 19
        case .clock: 12
        case .clockSeconds, .clockOrDay: 8
        case .dayAndMinute: 11
        }
    }

    func text(_ time: Timestamp, now: Timestamp, in zone: Zone) -> String {
        let clock = TimeText.clock(time, in: zone)
        let date = TimeText.date(time, in: zone)
        func isToday() -> Bool { date == TimeText.date(now, in: zone) }
        switch self {
        case .full: return date + " " + clock
        case .seconds: return date + " " + clock.dropLast(4)
        case .clock: return clock
        case .clockSeconds: return String(clock.dropLast(4))
        case .brief: return isToday() ? clock : date + " " + clock
        case .briefSeconds: return (isToday() ? "" : date + " ") + clock.dropLast(4)
        case .dayAndMinute: return date.suffix(5) + " " + clock.prefix(5)
        case .clockOrDay: return String(isToday() ? clock.dropLast(4) : date.suffix(8))
        }
    }
}
