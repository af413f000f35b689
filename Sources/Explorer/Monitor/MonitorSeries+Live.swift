package import Follow
package import TraceModel

extension MonitorSeries {
    /// From what a follower counted, as many points as there are slices.
    ///
    /// A slice of which only a part was seen is a lower bound; one of which nothing was seen is unknown. Late spans are
    /// still missing from the youngest slice, which would look like a falling rate: it is shown once nine tenths of its
    /// time so far can be relied on.
    package init(
        _ points: [LivePoint],
        step: Nanoseconds,
        of service: String,
        _ seen: SeenTime
    ) {
        let counted = seen.latest(of: service).advanced(by: -seen.allowance)
        self.init(
            .followed,
            start: points.first?.start ?? seen.now,
            step: step,
            slices: points.map { point in
                var slice = Slice()
                let length = min(step, seen.now.since(point.start))
                guard length > 0, counted.since(point.start) >= length / 10 * 9 else {
                    return slice
                }
                let figures = point.figures
                if figures.calls == 0, point.isLowerBound { return slice }
                slice.callsPerSecond = Double(figures.calls) * 1e9 / Double(length)
                slice.errorShare = figures.errorShare
                slice.p50 = figures.p50
                slice.p95 = figures.p95
                slice.isLowerBound = point.isLowerBound
                return slice
            }
        )
    }

    /// This series moved on to the time of `recent`, of which only the time from `since` on was asked for.
    ///
    /// - Returns: Nil where the slices of the two do not have the same bounds.
    package func moved(to recent: MonitorSeries, since: Timestamp) -> MonitorSeries? {
        let distance = recent.start.since(start)
        guard source == recent.source, step == recent.step, distance % step == 0 else { return nil }
        let shift = Int(distance / step)
        return MonitorSeries(
            source,
            start: recent.start,
            step: step,
            slices: recent.slices.indices.map { index in
                let isOld = recent.time(of: index).upperBound <= since
                let old = index + shift
                return isOld && slices.indices.contains(old) ? slices[old] : recent.slices[index]
            }
        )
    }
}
