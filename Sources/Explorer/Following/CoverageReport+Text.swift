package import Follow
import PlainText
import TraceModel

extension CoverageReport {
    /// For instance `all of the last 5 min` or `≈ 40 % of the last 5 min: an answer holds 1,500 traces`.
    package var sentence: String {
        if isWhole { return "all of the last \(Self.text(length))" }
        return "\(percentage) of the last \(Self.text(length))"
            + (isCut ? ": an answer holds \(CountText.of(limit, "trace"))" : "")
    }

    /// The same for a narrow line: `all of the last 5 min` or `≈ 40 % of 5 min: limit 1,500`.
    package var brief: String {
        guard isCut, !isWhole else { return sentence }
        return "\(percentage) of \(Self.text(length)): limit \(CountText.grouped(limit))"
    }

    /// `all` or `≈ 40 %`.
    var part: String { isWhole ? "all" : percentage }

    /// `≈ 40 %`.
    private var percentage: String {
        let percent = min(max(share * 100, 0), 99.9)
        let figure =
            percent >= 10 || percent == 0
            ? "\(Int(percent))" : "\(Double(Int(percent * 10)) / 10)"
        return "≈ \(figure) %"
    }

    private static func text(_ length: Nanoseconds) -> String {
        let seconds = (length + .milliseconds(500)) / .seconds(1)
        if seconds < 120 { return "\(seconds) s" }
        return seconds < 7200 ? "\(seconds / 60) min" : "\(seconds / 3600) h"
    }
}
