import Explorer
import PlainText
import TerminalText
import TestSupport
import Testing
import TraceModel

/// When a list says days and offsets from UTC, and where.
@Suite struct TimesOfListsTests {
    /// New York's clocks around November 5th, 2023 and March 10th, 2024.
    private static let newYork: Zone = {
        let offset: @Sendable (Timestamp) -> Int = { time in
            let seconds = time.nanoseconds / 1_000_000_000
            return (1_699_164_000..<1_710_054_000).contains(seconds) ? -18_000 : -14_400
        }
        return Zone(name: { TimeText.offset(offset($0)) }, offset: offset)
    }()

    private func column(
        _ times: [Timestamp],
        _ medium: ListView.Medium,
        zone: Zone = .utc,
        now: Timestamp = Journey.now
    ) -> (titles: [String], cells: [String]) {
        let summaries = times.enumerated().map { number, time in
            TraceSummary.listed(number, "a", "b", at: time)
        }
        let letters = Lettering(glyphs: .unicode, longest: 400)
        let view = ListView(medium, lettering: letters, zone: zone, now: now)
        let column = TraceColumn.start.column(in: TraceList(view, TraceListFacts(summaries)))
        return (
            ([column.title] + column.shortTitles).map(\.string),
            summaries.map { column.cell(TraceRow($0), column.shape.width.ideal).text.string }
        )
    }

    private static let day: Nanoseconds = .hours(24)

    @Test func `of today a clock is enough`() {
        let times = [Journey.now, Journey.now.advanced(by: -.hours(1))]
        let shown = column(times, .screen(columns: 80))
        #expect(shown.titles == ["START"])
        #expect(shown.cells == ["12:00:00.000", "11:00:00.000"])
    }

    @Test func `another day that all share stands in the heading`() {
        let before = Journey.now.advanced(by: 3 * Self.day)
        let shown = column([Journey.now], .screen(columns: 80), now: before)
        #expect(shown.titles.first == "START 2026-01-01")
        #expect(shown.titles.contains("START 01-01"))
        #expect(shown.cells == ["12:00:00.000"])
        let later = column(
            [Journey.now],
            .screen(columns: 80),
            now: Journey.now.advanced(by: 400 * Self.day)
        )
        #expect(later.titles == ["START 2026-01-01", "START 26-01-01", "2026-01-01", "26-01-01"])
    }

    @Test func `days that differ stand in the rows`() {
        let times = [Journey.now, Journey.now.advanced(by: -.hours(13))]
        let wide = column(times, .screen(columns: 120))
        #expect(wide.cells == ["2026-01-01 12:00:00.000", "2025-12-31 23:00:00.000"])
        let near = [Journey.now, Journey.now.advanced(by: Self.day)]
        #expect(
            column(near, .screen(columns: 80)).cells == ["01-01 12:00:00", "01-02 12:00:00"]
        )
        #expect(column(near, .screen(columns: 40)).cells == ["01-01 12:00", "01-02 12:00"])
    }

    @Test(arguments: [
        ListView.Medium.screen(columns: 80), .screen(columns: 40), .table(columns: 80),
        .table(columns: nil),
    ])
    func `times that occur twice show their offsets`(_ medium: ListView.Medium) {
        let first = Timestamp(nanoseconds: 1_699_162_200_000_000_000)
        let second = first.advanced(by: .hours(1))
        let cells = column([first, second], medium, zone: Self.newYork).cells
        #expect(Set(cells).count == 2, "\(cells)")
        #expect(cells[0].hasSuffix("-04:00") && cells[1].hasSuffix("-05:00"), "\(cells)")
    }

    @Test func `a table says the zone`() {
        #expect(column([Journey.now], .table(columns: 80)).titles == ["START UTC"])
        let local = column([Journey.now], .table(columns: nil), zone: Self.newYork)
        #expect(local.titles == ["START -04:00"])
        #expect(local.cells == ["2026-01-01 08:00:00.000"])
        #expect(column([], .stream(columns: nil), zone: Self.newYork).titles == ["START -04:00"])
    }

    @Test func `a stream shows the offset of a time that has another than the heading says`() {
        let letters = Lettering(glyphs: .unicode, longest: 400)
        let now = Timestamp(nanoseconds: 1_699_162_200_000_000_000)
        let view = ListView(.stream(columns: 80), lettering: letters, zone: Self.newYork, now: now)
        let column = TraceColumn.start.column(in: TraceList(view))
        func cell(_ time: Timestamp) -> String {
            column.cell(TraceRow(.listed(0, "a", "b", at: time)), 12).text.string
        }
        #expect(column.title.string == "START -04:00")
        #expect(cell(now) == "01:30:00")
        #expect(cell(now.advanced(by: .hours(1))) == "01:30:00-05:00")
    }
}
