package import Follow
package import TraceModel

extension MonitorSeries {
    /// From what a follower counted, as many points as there are slices.
    ///
    /// What was not wholly seen is a lower bound, and unknown where nothing was. The youngest, which late spans are
    /// still to come to, would look like a fall of the rate: a slice is shown once nine tenths of its time so far
    /// can be counted on.
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

    /// This series moved on to the time of `recent`, of which only what is since `since` was asked for.
    ///
    /// - Returns: Nil where the slices of the two do not lie on one another.
    package func moved(to recent: MonitorSeries, since: Timestamp) -> MonitorSeries? {
        let distance = recent.start.since(start)
        guard source == recent.source, step == recent.step, distance % step == 0 else { return nil }
        let shift = Int(distance / step)
        return MonitorSeries(
            source,
            start: recent.start,
            step: step,
            slices: recent.slices.indices.map { place in
                let isOld = recent.time(of: place).upperBound <= since
                let old = place + shift
                return isOld && slices.indices.contains(old) ? slices[old] : recent.slices[place]
            }
        )
    }
}
