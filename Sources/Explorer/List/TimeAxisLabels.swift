package import PlainText
package import TraceModel

/// The clock times along an axis, as exact as it takes for them to differ.
package enum TimeAxisLabels {
    private enum Form: CaseIterable {
        case date, dayAndMinute, minute, second, millisecond, microsecond, nanosecond

        /// Columns of a label without its offset.
        var columns: Int {
            switch self {
            case .minute: 5
            case .second: 8
            case .date: 10
            case .dayAndMinute: 11
            case .millisecond: 12
            case .microsecond: 15
            case .nanosecond: 18
            }
        }

        func text(_ time: Timestamp, in zone: Zone) -> String {
            let civil = CivilTime(time, in: zone)
            let clock = TimeText.clock(time, in: zone)
            let fraction = String(String(civil.nanosecond + 1_000_000_000).dropFirst())
            switch self {
            case .date: return TimeText.date(time, in: zone)
            case .dayAndMinute:
                return TimeText.date(time, in: zone).suffix(5) + " " + clock.prefix(5)
            case .minute, .second, .millisecond: return String(clock.prefix(columns))
            case .microsecond, .nanosecond:
                return String(clock.prefix(9) + fraction.prefix(columns - 9))
            }
        }
    }

    /// Labels with the columns that they begin at, none over another; two of them are never equal.
    ///
    /// - Parameters:
    ///   - columns: Of the axis.
    ///   - zone: The zone of the clock.
    ///   - time: At the left edge of a column.
    /// - Returns: From left to right.
    package static func labels(
        columns: Int,
        in zone: Zone,
        time: (_ column: Int) -> Timestamp
    ) -> [(column: Int, text: String)] {
        let length = time(columns).since(time(0))
        // At a single moment.
        guard length > 1000 else {
            let form = Form.millisecond
            return columns < form.columns ? [] : [(0, form.text(time(0), in: zone))]
        }
        let forms: [Form] =
            switch length {
            case ..<Nanoseconds.minutes(10): [.second, .millisecond, .microsecond, .nanosecond]
            case ..<Nanoseconds.hours(24): [.minute, .second]
            case ..<Nanoseconds.hours(24 * 300): [.dayAndMinute]
            default: [.date]
            }
        var best: [(column: Int, text: String)] = []
        for form in forms {
            for hasOffset in [false, true] {
                let width = form.columns + (hasOffset ? 6 : 0)
                guard width <= columns else { continue }
                let parts = min(6, max(1, columns / (width + 8)), (columns - width) / (width + 1))
                let labels = (0...parts).map { part in
                    let column = (columns - width) * part / max(1, parts)
                    let moment = time(column)
                    let offset = hasOffset ? TimeText.offset(zone.offset(moment)) : ""
                    return (column: column, text: form.text(moment, in: zone) + offset)
                }
                if Set(labels.map(\.text)).count == labels.count { return labels }
                best = labels
            }
        }
        // Less than a nanosecond lies between them: each is there once.
        var seen: Set<String> = []
        return best.filter { seen.insert($0.text).inserted }
    }
}
