import TestSupport
import Testing
import TraceAnalysis
import TraceModel

struct TraceStatisticsTests {
    private func statistics(
        _ trace: Trace,
        by grouping: SpanGrouping,
        then subgrouping: SpanGrouping? = nil
    ) -> TraceStatistics {
        let tree = TraceTree(trace)
        return TraceStatistics(
            tree,
            selfTimes: SelfTimes(tree),
            criticalPath: CriticalPath(tree),
            by: grouping,
            then: subgrouping
        )
    }

    /// `value spans/calls ✗errors total self critical min p50 p95 max`, times in milliseconds.
    private func line(_ group: SpanGroup) -> String {
        let times = [
            group.total, group.own, group.critical, group.min, group.p50, group.p95, group.max,
        ]
        return "\(group.value ?? "–") \(group.spanCount)/\(group.calls) ✗\(group.errors) "
            + times.map { "\($0 / 1_000_000)" }.joined(separator: " ")
    }

    /// ```
    /// web  GET /  ━━──━━━━──━━       0–12
    /// web  read      ──             3–5
    /// db   query   ━━━━     ✗       2–6, the critical path is cut at what ends last
    /// db   query         ━━          8–10
    /// ```
    private let shop = Trace.make {
        $0.span("GET /", 0..<12, service: "web", kind: .server, attributes: ["route": "/"])
        $0.span(
            "query",
            2..<6,
            id: "q1",
            parent: "GET /",
            service: "db",
            error: true,
            attributes: ["table": "orders"],
            resource: ["host.name": "db-1"]
        )
        $0.span("read", 3..<5, parent: "q1", service: "web")
        $0.span(
            "query",
            8..<10,
            id: "q2",
            parent: "GET /",
            service: "db",
            resource: ["host.name": "db-1"]
        )
    }

    @Test func `spans of a service are counted, and those that come from elsewhere are calls`() {
        let found = statistics(shop, by: .service)
        #expect(
            found.groups.map(line) == [
                "web 2/2 ✗0 14 8 8 2 2 12 12", "db 2/2 ✗1 6 4 4 2 2 4 4",
            ]
        )
        #expect(found.criticalTotal == 12_000_000)
        #expect(found.groups.map(\.criticalShare) == [8.0 / 12, 4.0 / 12])
        #expect(Array(found.spans(ofGroup: 1)) == [3, 1], "the shortest first")
    }

    /// ```
    /// web  GET /    ━╌╌╌╌╌╌━━──━━   0–12: a gap from 1 to 7, waiting from 9 to 11
    /// web  publish    (producer)     9–11: its message lay in the queue until 10
    /// job  handle     (consumer)     10–12
    /// ```
    @Test func `durations are split into work, waiting, gaps and queues`() {
        let trace = Trace.make {
            $0.span("GET /", 0..<1200, service: "web", kind: .server)
            $0.span("read", 0..<100, parent: "GET /", service: "web")
            $0.span("write", 700..<900, parent: "GET /", service: "web")
            $0.span("publish", 900..<1100, parent: "GET /", service: "web", kind: .producer)
            $0.span("handle", 1000..<1200, parent: "publish", service: "job", kind: .consumer)
        }
        let found = statistics(trace, by: .service)
        let splits = found.groups.map { group in
            [group.split.own, group.split.waiting, group.split.gap, group.split.queue]
                .map { $0 / 1_000_000 }
        }
        #expect(splits == [[400, 600, 600, 100], [200, 0, 0, 0]])
        for group in found.groups { #expect(group.split.total == group.total) }
    }

    @Test func `spans without an attribute are a group of their own`() {
        let found = statistics(shop, by: .attribute("table"))
        #expect(
            found.groups.map(line) == [
                "– 3/2 ✗0 16 10 10 2 2 12 12", "orders 1/1 ✗1 4 2 2 4 4 4 4",
            ]
        )
    }

    @Test func `attributes of the resource group too, where a span has none of its own`() {
        let found = statistics(shop, by: .attribute("host.name"))
        #expect(found.groups.map(\.value) == [nil, "db-1"])
        #expect(found.groups.map(\.spanCount) == [2, 2])
    }

    @Test func `groups are divided, and the parts of each add up to it`() {
        let found = statistics(shop, by: .service, then: .operation)
        #expect(found.parts(ofGroup: 0).map(\.value) == ["GET /", "read"])
        #expect(found.parts(ofGroup: 1).map(\.value) == ["query"])
        let part = found.parts(ofGroup: 1).startIndex
        #expect(Set(found.spans(ofPart: part)) == [1, 3])
    }

    @Test func `percentiles are durations that occur, by nearest rank`() {
        let trace = Trace.make { sketch in
            for length in 1...20 {
                sketch.span("step", 0..<Double(length), id: "step \(length)")
            }
        }
        let group = statistics(trace, by: .operation).groups[0]
        #expect(
            [group.min, group.p50, group.p95, group.max].map { $0 / 1_000_000 } == [1, 10, 19, 20]
        )
    }

    @Test(arguments: [
        ("service", SpanGrouping.service), ("service.name", .service), ("span.kind", .kind),
        ("error", .error), ("http.route", .attribute("http.route")),
        ("tag.kind", .attribute("kind")), ("tag.tag.x", .attribute("tag.x")),
    ])
    func `what is grouped by is read and written`(_ text: String, _ grouping: SpanGrouping) {
        #expect(SpanGrouping(text) == grouping)
        #expect(SpanGrouping(grouping.name) == grouping)
        #expect(SpanGrouping("") == nil && SpanGrouping("tag.") == nil)
    }

    private static let groupings: [SpanGrouping] = [
        .service, .operation, .kind, .status, .error, .scope, .attribute("GET /cart"),
        .attribute("host.name"), .attribute("nowhere"),
    ]

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `every span is in one group and one part, and their figures add up`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<5 {
            let trace = TraceSketch.random(spans: 40, using: &random).build()[0]
            let tree = TraceTree(trace)
            let selfTimes = SelfTimes(tree)
            let spans = 0..<tree.spanCount
            let total = spans.reduce(Nanoseconds(0)) {
                $0.addingSaturated(tree.displayDuration(of: $1))
            }
            let own = spans.reduce(Nanoseconds(0)) { $0.addingSaturated(selfTimes[$1]) }
            let first = Self.groupings.randomElement(using: &random) ?? .service
            let second = Self.groupings.randomElement(using: &random) ?? .operation
            let found = statistics(trace, by: first, then: second)
            let groups = found.groups
            #expect(
                groups.reduce(Nanoseconds(0)) { $0.addingSaturated($1.total) } == total,
                "seed \(seed)"
            )
            #expect(
                groups.reduce(Nanoseconds(0)) { $0.addingSaturated($1.own) } == own,
                "seed \(seed)"
            )
            let members = groups.indices.flatMap { found.spans(ofGroup: $0) }
            #expect(members.sorted() == spans.map { Int32($0) }, "seed \(seed)")
            #expect(Set(groups.map(\.value)).count == groups.count, "seed \(seed)")
            #expect(
                groups.reduce(0) { $0 + $1.errors } == trace.spans.count { $0.isError },
                "seed \(seed)"
            )
            for (index, group) in groups.enumerated() {
                let parts = found.parts(ofGroup: index)
                #expect(parts.reduce(0) { $0 + $1.spanCount } == group.spanCount, "seed \(seed)")
                #expect(
                    parts.reduce(Nanoseconds(0)) { $0.addingSaturated($1.own) } == group.own,
                    "seed \(seed)"
                )
                let partSpans = parts.indices.flatMap { found.spans(ofPart: $0) }
                #expect(
                    partSpans.sorted() == found.spans(ofGroup: index).sorted(),
                    "seed \(seed)"
                )
                #expect(group.min <= group.p50 && group.p50 <= group.p95, "seed \(seed)")
                #expect(group.p95 <= group.max && group.own <= group.total, "seed \(seed)")
            }
        }
    }

    @Test func `a chain of 200,000 spans has statistics`() {
        let found = statistics(LargeTraces.chain(200_000), by: .operation, then: .service)
        #expect(found.groups.map(\.spanCount) == [200_000])
        #expect(found.groups[0].calls == 1)
    }
}
