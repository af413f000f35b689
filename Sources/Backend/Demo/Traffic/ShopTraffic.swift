package import TraceModel

/// All traffic of a simulated shop: which traces begin when, and what is in them.
///
/// A pure function of its options and the anchor: time is cut into slices, each with random numbers of its own, so
/// any slice can be made at any time. Spans of two anchors differ in nothing but their times.
package struct ShopTraffic: Sendable {
    package let options: ShopOptions
    /// The wall clock, in nanoseconds since the epoch, when the shop was opened: the past lies before it.
    package let anchor: UInt64
    let fleet: Fleet

    /// Nanoseconds of a slice.
    package static let sliceLength: Nanoseconds = .milliseconds(100)
    /// Mean number of spans of a journey, by which a rate of spans becomes one of journeys.
    package static let spansPerJourney = 19.25

    package init(options: ShopOptions, anchor: UInt64) {
        self.options = options
        self.anchor = anchor
        fleet = Fleet()
    }

    /// The slices of the past; those from 0 on are live.
    package var historySlices: Range<Int> {
        let (seconds, attoseconds) = options.history.components
        let length: Nanoseconds = .seconds(seconds) + attoseconds / 1_000_000_000
        return Int(-length / Self.sliceLength)..<0
    }

    /// When a slice begins, in nanoseconds since the epoch.
    package func start(ofSlice slice: Int) -> UInt64 {
        UInt64(bitPattern: Int64(bitPattern: anchor) &+ Int64(slice) * Self.sliceLength)
    }

    /// Every trace that begins in a slice; consumers may begin later than it ends.
    ///
    /// - Complexity: O(spans made), a few microseconds each.
    package func traces(inSlice slice: Int) -> [ShopTrace] {
        let count = journeys(inSlice: slice)
        guard count > 0 else { return [] }
        var chance = Chance(seed: options.seed, index: slice)
        var traces: [ShopTrace] = []
        for _ in 0..<count {
            let offset =
                Int64(slice) * Self.sliceLength + Int64(chance.unit() * Double(Self.sliceLength))
            var simulation = TraceSimulation(
                fleet: fleet,
                offset: offset,
                clock: UInt64(bitPattern: Int64(bitPattern: anchor) &+ offset),
                chance: Chance(seed: chance.next())
            )
            Journey.tellOne(in: &simulation)
            simulation.finishTrace()
            traces.append(contentsOf: simulation.finished)
        }
        return traces
    }
}
