package import Follow
import PlainText
import TraceModel

extension CoverReport {
    /// Shares that differ by less are not told apart.
    private static let difference = 0.05
    private static let mostNames = 2

    /// How much was seen of which services, for instance `all of the last 5 min by 3 of 18 services` and
    /// `others checked each 2 min`; `coverage` is that of the service seen least.
    package func words(_ coverage: CoverageReport) -> [String] {
        if leads.isEmpty {
            let asked = CountText.grouped(serviceCount - unaskedCount)
            return ["\(asked) of \(CountText.of(serviceCount, "service")) asked, no traces yet"]
        }
        var words = [shares(coverage)]
        if unaskedCount > 0 { words.append("\(CountText.grouped(unaskedCount)) not asked yet") }
        if checkedCount > 0, let period { words.append("others checked each \(period)") }
        return words
    }

    /// The same as a sentence without its end.
    package func sentence(_ coverage: CoverageReport) -> String {
        words(coverage).joined(separator: "; ")
    }

    private func shares(_ coverage: CoverageReport) -> String {
        let best = leads.map(\.coverage).max { $0.share < $1.share } ?? coverage
        let behind = leads.filter { $0.coverage.share < best.share - Self.difference }
        guard !behind.isEmpty else {
            return leads.count == serviceCount
                ? coverage.brief
                : "\(coverage.brief) by \(CountText.grouped(leads.count)) of "
                    + CountText.of(serviceCount, "service")
        }
        let names =
            behind.count > Self.mostNames
            ? CountText.of(behind.count, "service")
            : behind.map(\.service).joined(separator: " and ")
        return "\(coverage.brief) for \(names), \(best.part) for "
            + CountText.of(leads.count - behind.count, "other")
    }

    /// How often those are checked that others cover: as often as was done, and not more often than is meant.
    private var period: String? {
        longestUnchecked.map { longest in
            let minutes = (longest + .seconds(30)) / .minutes(1)
            return "\(max(minutes, Self.leastPeriod / .minutes(1))) min"
        }
    }
}
