import Explorer
import PlainText
import TestSupport
import Testing
import TraceModel

/// The strip above a list of traces: which time it covers, and what its axis says.
@Suite struct StripTests {
    /// Traces of the last five minutes of the hour that is asked for.
    private func journey() -> Journey {
        let summaries = (0..<60).map { number in
            TraceSummary.listed(
                number,
                "frontend",
                "GET /",
                at: Journey.now.advanced(by: -.seconds(5) * Int64(number + 1)),
                milliseconds: Int64(10 + number % 7)
            )
        }
        return Journey(source: .finding(summaries), start: .traces(SearchTerms()))
    }

    @Test func `it covers the time that was found`() throws {
        let journey = journey()
        let traces = try #require(journey.traces)
        #expect(traces.strip.start == Journey.now.advanced(by: -.seconds(300)))
        #expect(traces.strip.end == Journey.now.advanced(by: -.seconds(5) + 1000))
        #expect(
            traces.coveredWords(journey.state.context) == "found 11:55:00–11:59:55, 4m 55s of 1h"
        )
        let used = traces.strip.longestOfColumn.count { $0 != nil }
        #expect(used > 50, "\(used) of 72 columns have traces")
    }

    @Test func `the crosshair begins at the selected row`() throws {
        for rows in [0, 7, 30, 59] {
            var journey = journey()
            for _ in 0..<rows { journey.press("j") }
            journey.press("Tab")
            let traces = try #require(journey.traces)
            let selected = try #require(traces.selected)
            #expect(traces.crosshair == traces.strip.column(of: selected.start))
        }
    }

    @Test func `a slice up to the last column holds the last trace`() throws {
        var journey = journey()
        journey.press("Tab g [ G ] Enter")
        guard case .between(let from?, let to?)? = journey.traces?.terms.window else {
            Issue.record("no slice was searched")
            return
        }
        #expect(from <= Journey.now.advanced(by: -.seconds(300)))
        #expect(to > Journey.now.advanced(by: -.seconds(5)))
    }

    @Test func `labels always differ, and none lies over another`() {
        var random = SeededGenerator(seed: 1717)
        for _ in 0..<3000 {
            let exponent = Double.random(in: 0...18, using: &random)
            var length: Double = 1
            for _ in 0..<Int(exponent) { length *= 10 }
            let start = Timestamp(
                nanoseconds: .random(in: 0...3_000_000_000_000_000_000, using: &random)
            )
            let columns = Int.random(in: 8...192, using: &random)
            let labels = TimeAxisLabels.labels(columns: columns, in: .utc) { column in
                start.advanced(by: Nanoseconds(length / Double(columns) * Double(column)))
            }
            let words: Comment = "seed \(random.seed): \(labels), \(length) ns, \(columns) columns"
            #expect(Set(labels.map(\.text)).count == labels.count, words)
            var free = 0
            for label in labels {
                #expect(label.column >= free, words)
                free = label.column + label.text.count + 1
            }
            #expect(free <= columns + 1, words)
        }
    }

    @Test func `an hour that occurs twice has its offsets on the axis`() {
        let change = Timestamp(nanoseconds: 1_699_164_000_000_000_000)
        let zone = Zone(name: { _ in "" }, offset: { $0 < change ? -14_400 : -18_000 })
        let start = change.advanced(by: -.hours(1))
        let labels = TimeAxisLabels.labels(columns: 48, in: zone) { column in
            start.advanced(by: .hours(2) / 48 * Nanoseconds(column))
        }
        #expect(Set(labels.map(\.text)).count == labels.count, "\(labels)")
    }
}
