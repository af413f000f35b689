import TestSupport
import TraceModel

/// A shop of eighteen services on a server that wants one named in each search, and gives whole traces.
///
/// Most traces come in by `frontend`. `batch` is never called with others; `queue` and `stock` only with each other;
/// `newcomer` reports its first span some time after following began; and some traces of `cart` do without
/// `frontend` from some time on.
struct CoveredWorld {
    struct Trace {
        var services: [Int]
        /// Of each service's span, nanoseconds after following began; may be negative.
        var starts: [Nanoseconds]
        /// When the server has each span.
        var arrivals: [Nanoseconds]
    }

    static let services = [
        "accounting", "ad", "batch", "cart", "checkout", "currency", "email", "frontend", "image",
        "newcomer", "payment", "product", "queue", "quote", "recommendation", "search", "shipping",
        "stock",
    ]
    /// Before following begins, nanoseconds.
    static let past: Nanoseconds = .minutes(4)

    let begin: Timestamp
    /// When `newcomer` begins, and when `cart` is called without `frontend`.
    let turn: Nanoseconds
    private(set) var traces: [Trace] = []
    /// Places of the traces with each service, by the start of its span.
    private(set) var places: [[Int]]

    /// Traffic of `rate` traces a second until `end` nanoseconds after following began.
    init(
        seed: UInt64,
        rate: Double,
        begin: Timestamp,
        turn: Nanoseconds,
        end: Nanoseconds,
        mostLate: Nanoseconds = .seconds(6)
    ) {
        var generator = SeededGenerator(seed: seed)
        self.begin = begin
        self.turn = turn
        places = Array(repeating: [], count: Self.services.count)
        let count = Int(rate * Double(end + Self.past) / 1e9)
        for _ in 0..<count {
            let start = Nanoseconds.random(in: -Self.past..<end, using: &generator)
            let names = Self.services(start >= turn, using: &generator)
            let own = names.compactMap { Self.services.firstIndex(of: $0) }
            let starts = own.map { _ in
                start + Nanoseconds.random(in: 0..<400_000_000, using: &generator)
            }
            traces.append(
                Trace(
                    services: own,
                    starts: starts,
                    arrivals: starts.map {
                        $0 + Nanoseconds.random(in: 0...mostLate, using: &generator)
                    }
                )
            )
        }
        for (place, trace) in traces.enumerated() {
            for service in trace.services { places[service].append(place) }
        }
        for service in places.indices {
            let starts = traces.map { trace in
                trace.services.firstIndex(of: service).map { trace.starts[$0] } ?? 0
            }
            places[service].sort { (starts[$0], $0) < (starts[$1], $1) }
        }
    }

    private static func services(
        _ hasTurned: Bool,
        using generator: inout SeededGenerator
    ) -> [String] {
        let draw = Double.random(in: 0..<1, using: &generator)
        switch draw {
        case ..<0.03: return ["batch"]
        case ..<0.08: return ["queue", "stock"]
        case ..<0.10 where hasTurned: return ["newcomer"]
        case ..<0.16 where hasTurned: return ["cart"]
        default: break
        }
        var names = ["frontend"]
        for name in ["product", "currency", "cart", "ad", "recommendation", "image", "search"]
        where Double.random(in: 0..<1, using: &generator) < 0.4 {
            names.append(name)
        }
        if Double.random(in: 0..<1, using: &generator) < 0.15 {
            names += ["checkout", "payment", "shipping", "quote", "email", "accounting"]
        }
        return names
    }

    static func id(_ trace: Int) -> TraceID { TraceID(high: 11, low: UInt64(trace) + 1) }

    /// The services that have reported anything by `time`.
    func listed(at time: Nanoseconds) -> [String] {
        Self.services.filter { $0 != "newcomer" || time >= turn + .seconds(5) }
    }

    /// When the span of a service in a trace starts.
    func start(of service: Int, in trace: Int) -> Nanoseconds {
        let trace = traces[trace]
        return trace.services.firstIndex(of: service).map { trace.starts[$0] } ?? 0
    }

    func arrival(of service: Int, in trace: Int) -> Nanoseconds {
        let trace = traces[trace]
        return trace.services.firstIndex(of: service).map { trace.arrivals[$0] } ?? .max
    }

    /// The place in ``places`` of a service of its first span at `time` or later.
    func first(_ service: Int, _ time: Nanoseconds) -> Int {
        let places = places[service]
        var (low, high) = (0, places.count)
        while low < high {
            let middle = (low + high) / 2
            if start(of: service, in: places[middle]) < time {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    /// What the server answers `time` nanoseconds after following began: the newest first, no more than `ownLimit`.
    func answer(
        _ query: TraceQuery,
        at time: Nanoseconds,
        ownLimit: Int?
    ) -> Result<SearchAnswer, TraceReaderError> {
        guard let name = query.service, let service = Self.services.firstIndex(of: name) else {
            return .failure(TraceReaderError(.invalidQuery, "parameter 'service' is required"))
        }
        let limit = min(query.limit, ownLimit ?? query.limit)
        var given: [Int] = []
        var place = first(service, query.end.since(begin) + 1) - 1
        let from = query.start.since(begin)
        while place >= 0, given.count < limit {
            let trace = places[service][place]
            if start(of: service, in: trace) < from { break }
            if arrival(of: service, in: trace) <= time { given.append(trace) }
            place -= 1
        }
        return .success(
            SearchAnswer(
                summaries: given.map { summary($0, at: time) },
                limitHit: given.count >= query.limit,
                serverTime: begin.advanced(by: time - time % .seconds(1))
            )
        )
    }

    private func summary(_ trace: Int, at time: Nanoseconds) -> TraceSummary {
        let own = traces[trace]
        let there = own.services.indices.filter { own.arrivals[$0] <= time }
        let starts = there.map { own.starts[$0] }
        let start = begin.advanced(by: starts.min() ?? 0)
        return TraceSummary(
            id: Self.id(trace),
            rootService: Self.services[own.services[0]],
            rootOperation: "call",
            start: start,
            end: begin.advanced(by: (starts.max() ?? 0) + 50_000_000),
            spanCount: there.count,
            errorCount: 0,
            orphanCount: 0,
            services: there.map {
                ServiceShare(
                    name: Self.services[own.services[$0]],
                    spanCount: 1,
                    errorCount: 0
                )
            }
        )
    }
}
