import TestSupport
import Testing
import TraceAnalysis
import TraceModel

/// Each smell in the smallest trace that has it, and in the nearest one that has not.
struct SmellTests {
    /// The smells as `kind on span: evidence, milliseconds`.
    private func smells(_ describe: (inout TraceSketch) -> Void) -> [String] {
        let trace = Trace.make(describe)
        let tree = TraceTree(trace)
        let smells = Smells(of: trace)
        return smells.all.map { smell in
            let node = Int(smell.node)
            let name = node < tree.spanCount ? trace[node].name : "?"
            return
                "\(smell.kind.rawValue) on \(name): \(smell.evidence.count), \(smell.time / 1_000_000)"
        }
    }

    private static let query: AttributePairs = [
        "db.system": "postgresql", "db.statement": "SELECT 1",
    ]

    private func queries(_ count: Int, parallel: Bool = false) -> [String] {
        smells {
            $0.span("a", 0..<Double(count * 2))
            for index in 0..<count {
                let start = parallel ? 0 : Double(index * 2)
                $0.span(
                    "SELECT",
                    start..<start + 2,
                    id: "q\(index)",
                    parent: "a",
                    kind: .client,
                    attributes: Self.query
                )
            }
        }
    }

    @Test func `ten equal queries in a row are a repeated query`() {
        #expect(queries(10) == ["repeated query on SELECT: 10, 20"])
        #expect(queries(9) == [])
        #expect(queries(10, parallel: true) == [])
    }

    private func attempts(_ failed: [Bool], target: (Int) -> String = { _ in "pay" }) -> [String] {
        smells {
            $0.span("a", 0..<100)
            for (index, isFailed) in failed.enumerated() {
                let start = Double(index * 10)
                $0.span(
                    "POST",
                    start..<start + 5,
                    id: "p\(index)",
                    parent: "a",
                    kind: .client,
                    error: isFailed,
                    attributes: ["server.address": .string(target(index))]
                ) { $0.statusCode = isFailed ? .error : .ok }
            }
        }.filter { $0.hasPrefix("retry") }
    }

    @Test func `attempts at one call are a retry storm from the third on`() {
        // a
        // ├✗ POST   0–5
        // ├✗ POST  10–15
        // └─ POST  20–25
        #expect(attempts([true, true, false]) == ["retry storm on POST: 3, 25"])
        #expect(attempts([true, true, true]) == ["retry storm on POST: 3, 25"])
        #expect(attempts([true, false]) == [])
        #expect(attempts([true, true, true], target: { "host\($0)" }) == [])
        #expect(attempts([false, false, false]) == [])
    }

    private func failure(
        _ status: Int64? = nil,
        root: Int64 = 200,
        parentFails: Bool = false
    ) -> [String] {
        smells {
            $0.span(
                "a",
                0..<100,
                kind: .server,
                attributes: ["http.response.status_code": .int(root)]
            )
            $0.span("b", 10..<50, parent: "a", error: parentFails)
            $0.span(
                "c",
                20..<30,
                parent: "b",
                kind: .client,
                error: true,
                attributes: status.map { ["http.response.status_code": .int($0)] } ?? [:]
            )
        }
    }

    @Test func `a failure that nobody above shows is swallowed`() {
        #expect(failure() == ["swallowed error on c: 0, 10"])
        #expect(failure(503) == ["swallowed error on c: 0, 10"])
        #expect(failure(404) == [], "an answer")
        #expect(failure(503, root: 502) == [], "the root passes it on")
        #expect(failure(parentFails: true) == [], "its parent failed with it")
    }

    @Test func `a long gap of what decides is named, waits for another attempt are not`() {
        // a ━━╌╌╌╌╌╌━━   0–400: nothing from 100 to 300
        #expect(
            smells {
                $0.span("a", 0..<400, kind: .server)
                $0.span("b", 0..<100, parent: "a")
                $0.span("c", 300..<400, parent: "a")
            } == ["uninstrumented gap on a: 0, 200"]
        )
        #expect(
            smells {
                $0.span("a", 0..<400, kind: .server)
                for (index, start) in [0.0, 150, 300].enumerated() {
                    $0.span(
                        "POST",
                        start..<start + 20,
                        id: "\(index)",
                        parent: "a",
                        error: index < 2
                    )
                }
            } == ["retry storm on POST: 3, 320"]
        )
    }

    @Test func `a round time that ends in a failure is a time-out`() {
        func call(_ length: Double, error: Bool = true) -> [String] {
            smells {
                $0.span("a", 0..<length + 1, error: error)
                $0.span("b", 0..<length, parent: "a", kind: .client, error: error)
            }.filter { $0.hasPrefix("time-out") }
        }
        #expect(call(5_003) == ["time-out on b: 0, 5003"])
        #expect(call(4_990) == [] && call(5_100) == [] && call(5_003, error: false) == [])
    }

    @Test func `equal calls of a service in a row could run beside each other`() {
        func calls(_ length: Double, overlap: Bool = false) -> [String] {
            smells {
                $0.span("a", 0..<length * 3)
                for index in 0..<3 {
                    let start = overlap ? 0 : Double(index) * length
                    $0.span(
                        "GET",
                        start..<start + length,
                        id: "\(index)",
                        parent: "a",
                        kind: .client
                    )
                }
            }
        }
        #expect(calls(40) == ["serial calls on GET: 3, 120"])
        #expect(calls(10) == [] && calls(40, overlap: true) == [])
    }

    @Test func `a span that asks one service twenty times is chatty`() {
        func calls(_ count: Int) -> [String] {
            smells {
                $0.span("a", 0..<Double(count * 10))
                for index in 0..<count {
                    let start = Double(index * 10)
                    $0.span(
                        "GET \(index)",
                        start..<start + 10,
                        parent: "a",
                        kind: .client,
                        attributes: ["peer.service": "b"]
                    )
                }
            }
        }
        #expect(calls(20) == ["chatty pair on GET 0: 20, 200"])
        #expect(calls(19) == [])
    }

    @Test func `messages that lie for a second lag`() {
        func lag(_ start: Double) -> [String] {
            smells {
                $0.span("send", 0..<1, kind: .producer)
                $0.span("receive", start..<start + 1, parent: "send", kind: .consumer)
            }
        }
        #expect(lag(1_500) == ["queue lag on receive: 1, 1500"])
        #expect(lag(900) == [])
    }

    @Test func `a child that ends after its parent is named, a consumer is not`() {
        func child(_ kind: SpanKind, _ end: Double = 150) -> [String] {
            smells {
                $0.span("a", 0..<100)
                $0.span("b", 50..<end, parent: "a", kind: kind)
            }
        }
        #expect(child(.internal) == ["child outlives parent on b: 1, 50"])
        #expect(child(.consumer) == [] && child(.internal, 105) == [])
    }

    @Test func `missing spans and wrong clocks are named`() {
        #expect(smells { $0.span("b", 0..<10, parent: "gone") } == ["missing spans on ?: 1, 0"])
        #expect(
            smells {
                $0.span("a", 0..<100)
                $0.span("b", 10..<20, parent: "a") {
                    $0.warnings = ["This span's timestamps were adjusted by -179.5ms"]
                }
            } == ["clock skew on b: 1, -179"]
        )
    }

    /// ```
    /// web   call   |----------|
    /// cart  answer             |------|   by a clock 300 ms ahead
    /// ```
    @Test func `times as recorded name the clock, and no gap where it shows a child elsewhere`() {
        func names(_ host: String, isRaw: Bool) -> [String] {
            let trace = Trace.make {
                $0.span("page", 0..<400, service: "web", resource: ["host.name": "a"])
                $0.span(
                    "call",
                    50..<350,
                    parent: "page",
                    service: "web",
                    kind: .client,
                    resource: ["host.name": "a"]
                )
                $0.span(
                    "answer",
                    360..<640,
                    parent: "call",
                    service: "cart",
                    kind: .server,
                    resource: ["host.name": .string(host)]
                )
            }
            return Smells(of: trace, isRaw: isRaw).all.map {
                "\($0.kind.rawValue) \($0.time / 1_000_000)"
            }
        }
        #expect(names("b", isRaw: true) == ["clock skew -300"])
        // Spans of one host are never skewed: there the gap is one.
        #expect(names("a", isRaw: true) == names("a", isRaw: false))
        #expect(names("a", isRaw: true).contains("uninstrumented gap 300"))
        #expect(
            names("b", isRaw: false).contains("uninstrumented gap 300"),
            "without the look at recorded times"
        )
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `smells of any trace are on its nodes`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<10 {
            let trace = TraceSketch.random(spans: 80, using: &generator).build()[0]
            let tree = TraceTree(trace)
            let smells = Smells(of: trace)
            for smell in smells.all {
                #expect((0..<tree.nodeCount).contains(Int(smell.node)), "seed \(seed)")
                #expect(smells.of(Int(smell.node)).contains(smell), "seed \(seed)")
                #expect(smell.evidence.allSatisfy { Int($0) < tree.spanCount }, "seed \(seed)")
            }
            #expect(smells.places == smells.places.sorted(), "seed \(seed)")
            let marked = (0..<tree.nodeCount).filter { smells.marks($0) }
            #expect(Set(marked) == Set(smells.all.map { Int($0.node) }), "seed \(seed)")
            #expect(smells.places.count == marked.count, "seed \(seed)")
            #expect(smells.counts.flatMap(\.smells) == smells.all, "seed \(seed)")
            for (kind, some) in smells.counts {
                #expect(some.allSatisfy { $0.kind == kind } && !some.isEmpty, "seed \(seed)")
            }
        }
    }

    @Test func `Go's durations are read as they are written`() {
        for duration: Nanoseconds in [
            1, 1500, -20_000, 179_500_000, 90_000_000_000, 7_200_500_000_000,
        ] {
            #expect(GoDurationString.duration(GoDurationString.text(of: duration)) == duration)
        }
        #expect(GoDurationString.duration("soon") == nil && GoDurationString.duration("") == nil)
    }
}
