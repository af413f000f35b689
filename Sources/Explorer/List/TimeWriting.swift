import PlainText
import TerminalText
import TraceModel

/// How the times of one column are written, so that none can be taken for another.
///
/// What all of them share stands in the heading: a day that is not today, and in tables the zone, which on a screen the first
/// line says. What differs stands in each time: days, and offsets from UTC around a change of the clocks.
struct TimeWriting: Sendable {
    /// How exact the clock is.
    enum Clock: Sendable {
        /// `12:03`.
        case minutes
        /// `12:03:41`.
        case seconds
        /// `12:03:41.218`.
        case milliseconds

        fileprivate var columns: Int {
            switch self {
            case .minutes: 5
            case .seconds: 8
            case .milliseconds: 12
            }
        }
    }

    private enum Day {
        case none
        /// `11-21`.
        case ofYear
        /// `2026-11-21`.
        case whole

        var columns: Int {
            switch self {
            case .none: 0
            case .ofYear: 6
            case .whole: 11
            }
        }
    }

    private let zone: Zone
    private let clock: Clock
    private var day = Day.none
    /// The offset from UTC, in seconds, that times have unless they say another.
    private let saidOffset: Int
    private var hasOffsets: Bool
    /// What the heading says, longest first: its word, and what all times share.
    private var headings = [(hasWord: true, remark: "")]
    /// The zone, where the heading says it.
    private var zoneName = ""

    /// - Parameters:
    ///   - times: From the earliest to the latest; nil where they are not known yet, or there are none.
    ///   - view: Where they are shown.
    ///   - clock: How exact they are where all are of one day.
    ///   - datedClock: How exact where each says its day too.
    ///   - wholeClock: How exact where lines are as long as they need to be: then each says its day.
    init(
        _ times: ClosedRange<Timestamp>?,
        in view: ListView,
        clock: Clock,
        datedClock: Clock? = nil,
        wholeClock: Clock = .milliseconds
    ) {
        zone = view.zone
        let offsets = times.map { Self.offsets(in: $0, view.zone) } ?? []
        let now = view.zone.offset(view.now)
        switch view.medium {
        case .screen:
            saidOffset = now
            hasOffsets = offsets.contains { $0 != now }
        case .table, .stream:
            saidOffset = offsets.first ?? now
            hasOffsets = offsets.count > 1
            if !hasOffsets { zoneName = view.zone.name(times?.lowerBound ?? view.now) }
        }
        guard !view.isWhole else {
            day = .whole
            self.clock = wholeClock
            return
        }
        guard let times else {
            self.clock = clock
            return
        }
        let today = TimeText.date(view.now, in: zone)
        let first = TimeText.date(times.lowerBound, in: zone)
        let last = TimeText.date(times.upperBound, in: zone)
        let isOfThisYear = last.prefix(4) == today.prefix(4)
        if first == last {
            self.clock = clock
            guard first != today else { return }
            let short = String(isOfThisYear ? first.dropFirst(5) : first.dropFirst(2))
            headings = [(true, first), (true, short), (false, first), (false, short)]
            return
        }
        self.clock = datedClock ?? clock
        day = first.prefix(4) == last.prefix(4) ? .ofYear : .whole
        if day == .ofYear, !isOfThisYear { headings = [(true, String(first.prefix(4)))] }
    }

    /// The offsets from UTC of a stretch of time; one that holds for less than three weeks may be missing.
    private static func offsets(in times: ClosedRange<Timestamp>, _ zone: Zone) -> Set<Int> {
        let length = times.upperBound.since(times.lowerBound)
        let steps = max(1, min(64, length / .hours(24 * 21) + 1))
        return Set(
            (0...steps).map { step in
                let passed = length / steps * step
                return zone.offset(
                    step == steps ? times.upperBound : times.lowerBound.advanced(by: passed)
                )
            }
        )
    }

    /// The columns of the times alone.
    var columns: Int { day.columns + clock.columns + (hasOffsets ? 6 : 0) }

    /// The heading `word`, and shorter ones for a narrow column.
    func titles(_ word: String, _ letters: Lettering) -> [SafeText] {
        headings.map { heading in
            let words = [heading.hasWord ? word : "", heading.remark, zoneName]
            return letters.text(words.filter { !$0.isEmpty }.joined(separator: " "))
        }
    }

    /// The columns of a column under the heading `word`: with its word where that costs little, or there is room.
    func columns(_ word: String, in view: ListView) -> Int {
        guard case .screen(let all) = view.medium else { return columns }
        let wanted = headings.indices.filter { headings[$0].hasWord }
            .map { titles(word, view.lettering)[$0].width }
        let fitting = wanted.first { all >= 100 || $0 <= columns + 2 } ?? 0
        return max(columns, fitting)
    }

    func text(_ time: Timestamp) -> String {
        let full = TimeText.clock(time, in: zone)
        let offset = zone.offset(time)
        return dayText(time) + full.prefix(clock.columns)
            + (hasOffsets || offset != saidOffset ? TimeText.offset(offset) : "")
    }

    private func dayText(_ time: Timestamp) -> String {
        switch day {
        case .none: ""
        case .ofYear: TimeText.date(time, in: zone).suffix(5) + " "
        case .whole: TimeText.date(time, in: zone) + " "
        }
    }
}

extension ListView {
    /// Whether lines are as long as they need to be, and all times have one form, whatever the day.
    package var isWhole: Bool { columns == nil }
}

extension Column {
    /// A column of moments; one that the source did not tell is marked as unknown.
    init(
        _ word: String,
        _ writing: TimeWriting,
        in view: ListView,
        rank: Int? = nil,
        gap: Int = 2,
        fields: [Field<Row>],
        time: @escaping @Sendable (Row) -> Timestamp
    ) {
        let letters = view.lettering
        let titles = writing.titles(word, letters)
        self.init(
            titles[0],
            ColumnShape(.fixed(writing.columns(word, in: view)), rank: rank, gap: gap),
            shortTitles: Array(titles.dropFirst()),
            fields: fields
        ) { row, _ in
            let moment = time(row)
            return moment.isKnown
                ? Cell(letters.text(writing.text(moment)), .number)
                : Cell(letters.unknown, .muted)
        }
    }
}
