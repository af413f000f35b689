import PlainText
import TraceModel

extension MonitorState {
    /// The values of one chart as bands, and its axis.
    package func bands(of chart: Chart) -> (bands: [ClosedRange<Double>?], scale: AxisScale) {
        let slices = series?.slices ?? []
        let bands: [ClosedRange<Double>?] = slices.map { slice in
            switch chart {
            case .rate: slice.callsPerSecond.map { 0...$0 }
            case .errors: slice.errorShare.map { 0...$0 }
            case .latency:
                // The band from the median to the 95th percentile, of which one may be missing.
                (slice.p50 ?? slice.p95).map { low in
                    let high = slice.p95 ?? low
                    return min(low, high)...max(low, high)
                }
            }
        }
        let unit: AxisScale.Unit =
            switch chart {
            case .rate: .rate
            case .errors: .share
            case .latency: .duration
            }
        return (bands, AxisScale(unit, fitting: bands.lazy.compactMap { $0?.upperBound }))
    }

    /// A chart's name and its value under the cursor.
    package func caption(of chart: Chart) -> (name: String, value: String) {
        func text(_ value: Double?, _ unit: AxisScale.Unit) -> String {
            value.map { AxisScale.text($0, unit) } ?? "–"
        }
        switch chart {
        case .rate:
            let isCut =
                if case .sample(_, limitHit: true) = series?.source { true } else { false }
            let isLowerBound = isCut || slice?.isLowerBound == true
            let sign = isLowerBound && slice?.callsPerSecond != nil ? "≥" : ""
            return (isSample ? "TRACES/s" : "CALLS/s", sign + text(slice?.callsPerSecond, .rate))
        case .errors: return ("ERRORS", text(slice?.errorShare, .share))
        case .latency:
            let values = "p50 \(text(slice?.p50, .duration)) · p95 \(text(slice?.p95, .duration))"
            return (isSample ? "TRACE DURATION" : "LATENCY", values)
        }
    }

    package var isSample: Bool {
        if case .sample = series?.source { true } else { false }
    }
}
