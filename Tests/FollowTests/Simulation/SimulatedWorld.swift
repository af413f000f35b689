import Follow
import TestSupport
import TraceModel

/// A span that will come to a simulated server; times in nanoseconds of the server's clock.
struct SimulatedSpan {
    var trace: Int
    var service: Int
    var start: Int64
    var duration: Int64
    /// When the server has it.
    var arrival: Int64
    var isError: Bool
}

/// How a simulated world is: traffic, and all that goes wrong.
struct WorldShape {
    enum Order: CaseIterable {
        case newestFirst, oldestFirst, lastAddedFirst, arbitrary
    }

    /// Traces a second.
    var rate = 1.0
    var order = Order.newestFirst
    /// A limit of the server's own, of which it says nothing.
    var ownLimit: Int?
    var needsService = false
    /// Server's clock less ours, nanoseconds.
    var offset: Int64 = 0
    var saysDate = true
    /// How late spans are at most, nanoseconds.
    var mostLate: Int64 = 8_000_000_000
    /// When the server does not answer, seconds of the run.
    var outages: [Range<Int64>] = []
    /// When the server loses all that it has.
    var restart: Int64?
    /// When this machine sleeps, or this program is stopped.
    var sleeps: [Range<Int64>] = []
    /// The monotonic clock stands still in these sleeps.
    var stopsMonotonic = false
    /// When our time of day is set, and by how much.
    var clockStep: (at: Int64, by: Int64)?
    var slowest: Int64 = 800_000_000
    var repeatsTraces = false
    /// Now and then the server gives a known trace other times.
    var contradictsItself = false
}

extension WorldShape {
    /// Traffic that can all be seen, from a server of any order and clock, with late spans.
    static func easy(using generator: inout SeededGenerator) -> WorldShape {
        var shape = WorldShape()
        shape.rate = [0.2, 1, 3].randomElement(using: &generator) ?? 1
        shape.order = Order.allCases.randomElement(using: &generator) ?? .arbitrary
        shape.mostLate = .random(in: 0...45_000_000_000, using: &generator)
        shape.saysDate = Bool.random(using: &generator)
        if shape.saysDate {
            shape.offset = .random(in: -90_000_000_000...90_000_000_000, using: &generator)
        }
        return shape
    }

    /// A shape with some troubles that the seed chooses.
    static func random(using generator: inout SeededGenerator) -> WorldShape {
        var shape = WorldShape()
        func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &generator) < share }
        shape.rate = [0.2, 1, 3, 12].randomElement(using: &generator) ?? 1
        shape.order = Order.allCases.randomElement(using: &generator) ?? .newestFirst
        if chance(0.3) { shape.ownLimit = [20, 20, 35].randomElement(using: &generator) }
        shape.needsService = chance(0.15)
        if chance(0.5) {
            shape.offset = Int64.random(
                in: -4_000_000_000_000...4_000_000_000_000,
                using: &generator
            )
        }
        shape.mostLate =
            [500_000_000, 8_000_000_000, 45_000_000_000].randomElement(using: &generator) ?? 0
        if chance(0.25) {
            let start = Int64.random(in: 5..<100, using: &generator)
            shape.outages = [start..<start + Int64.random(in: 1..<60, using: &generator)]
        }
        if chance(0.15) { shape.restart = Int64.random(in: 10..<110, using: &generator) }
        if chance(0.2) {
            let start = Int64.random(in: 5..<100, using: &generator)
            shape.sleeps = [start..<start + Int64.random(in: 3..<50, using: &generator)]
            shape.stopsMonotonic = chance(0.5)
        }
        if chance(0.15) {
            shape.clockStep = (
                Int64.random(in: 5..<100, using: &generator),
                Int64.random(in: -3_600...3_600, using: &generator) * 1_000_000_000
            )
        }
        shape.slowest =
            [50_000_000, 800_000_000, 6_000_000_000].randomElement(using: &generator) ?? 0
        shape.repeatsTraces = chance(0.2)
        shape.contradictsItself = chance(0.2)
        return shape
    }
}

/// Traffic from a minute before following begins until two minutes after it.
struct SimulatedWorld {
    static let services = ["cart", "checkout", "frontend"]
    static let second: Int64 = 1_000_000_000
    static let begin: Int64 = 1_795_000_000 * second
    static let trafficSeconds: Range<Int64> = -60..<120

    let shape: WorldShape
    /// By start.
    private(set) var spans: [SimulatedSpan] = []
    /// Places in `spans` of the spans of each trace.
    private(set) var traces: [[Int]] = []

    init(_ shape: WorldShape, using generator: inout SeededGenerator) {
        self.shape = shape
        var made: [SimulatedSpan] = []
        let count = Int(shape.rate * Double(Self.trafficSeconds.count))
        for trace in 0..<count {
            let spread = Double.random(in: 0..<1, using: &generator)
            var start =
                Self.begin + Self.trafficSeconds.lowerBound * Self.second
                + Int64(spread * Double(Self.trafficSeconds.count) * Double(Self.second))
            // Bursts, and a few hosts whose clocks are ahead.
            if Int.random(in: 0..<10, using: &generator) == 0 { start -= start % (5 * Self.second) }
            let ahead: Int64 =
                Int.random(in: 0..<40, using: &generator) == 0
                ? Int64.random(in: 0..<30 * Self.second, using: &generator) : 0
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let begins = start + Int64.random(in: 0..<3 * Self.second, using: &generator)
                let duration = Int64.random(in: 0..<500_000_000, using: &generator)
                let late = Int64.random(in: 0...shape.mostLate, using: &generator)
                made.append(
                    SimulatedSpan(
                        trace: trace,
                        service: Int.random(in: 0..<Self.services.count, using: &generator),
                        start: begins + ahead,
                        duration: duration,
                        arrival: begins + late,
                        isError: Int.random(in: 0..<10, using: &generator) == 0
                    )
                )
            }
        }
        spans = made.sorted { ($0.start, $0.trace) < ($1.start, $1.trace) }
        traces = Array(repeating: [], count: count)
        for (place, span) in spans.enumerated() { traces[span.trace].append(place) }
    }

    static func id(_ trace: Int) -> TraceID { TraceID(high: 7, low: UInt64(trace) + 1) }

    static func trace(_ id: TraceID) -> Int { Int(id.low) - 1 }

    /// Whether the server holds a span at a time of its clock.
    func holds(_ span: SimulatedSpan, at time: Int64) -> Bool {
        guard span.arrival <= time else { return false }
        guard let restart = shape.restart else { return true }
        let lost = Self.begin + restart * Self.second
        return time < lost || span.arrival >= lost
    }

    /// The place of the first span that starts at `time` or later.
    func firstPlace(_ time: Int64) -> Int {
        var low = 0
        var high = spans.count
        while low < high {
            let middle = (low + high) / 2
            if spans[middle].start < time { low = middle + 1 } else { high = middle }
        }
        return low
    }

    func call(_ span: SimulatedSpan) -> ServiceCall {
        ServiceCall(
            service: Self.services[span.service],
            operation: "call",
            start: Timestamp(nanoseconds: UInt64(span.start)),
            duration: UInt64(span.duration),
            isError: span.isError
        )
    }
}
