import TestSupport
import Testing
import TraceAnalysis
import TraceModel

@Suite struct TraceFailuresTests {
    private func failures(_ describe: (inout TraceSketch) -> Void) -> TraceFailures {
        TraceFailures(TraceTree(.make(describe)))
    }

    @Test func `a failure counts once, where it began, and those above are its echoes`() throws {
        let found = failures {
            $0.span("root", 0..<100, error: true)
            $0.span("call", 10..<90, parent: "root", error: true)
            $0.span("query", 20..<80, parent: "call", service: "db", error: true)
            $0.span("fine", 20..<30, parent: "call")
        }
        let failure = try #require(found.failures.first)
        #expect(found.failures.count == 1 && found.echoCount == 2)
        #expect(failure.origin.operation == "query" && failure.origin.service == "db")
        #expect(failure.outcome == .surfaced && failure.echoes == 2)
    }

    @Test func `spans that say nothing let a failure pass, a span that is OK does not`() {
        let passing = failures {
            $0.span("root", 0..<100, error: true)
            $0.span("middle", 10..<90, parent: "root")
            $0.span("query", 20..<80, parent: "middle", error: true)
        }
        #expect(passing.failures.map(\.outcome) == [.surfaced] && passing.echoCount == 1)
        let stopped = failures {
            $0.span("root", 0..<100, error: true)
            $0.span("middle", 10..<90, parent: "root") { $0.statusCode = .ok }
            $0.span("query", 20..<80, parent: "middle", error: true)
        }
        #expect(stopped.failures.map(\.origin.operation) == ["root", "query"])
        #expect(stopped.failures.map(\.outcome) == [.surfaced, .swallowed])
        #expect(stopped.failures.allSatisfy { $0.echoes == 0 })
    }

    @Test func `a caller that is fine has swallowed it`() {
        let found = failures {
            $0.span("root", 0..<100)
            $0.span("call", 10..<50, parent: "root", error: true)
            $0.span("query", 20..<40, parent: "call", error: true)
        }
        #expect(found.failures.map(\.origin.operation) == ["query"])
        #expect(found.failures[0].outcome == .swallowed && found.failures[0].echoes == 1)
    }

    @Test func `a later call of the same name that is fine makes it retried`() {
        let found = failures {
            $0.span("root", 0..<100)
            $0.span("charge", 0..<20, id: "one", parent: "root")
            $0.span("bank", 5..<15, parent: "one", service: "bank", error: true)
            $0.span("charge", 30..<50, id: "two", parent: "root", error: true)
            $0.span("charge", 60..<80, id: "three", parent: "root")
        }
        #expect(found.failures.map(\.origin.operation) == ["bank", "charge"])
        #expect(found.failures.map(\.outcome) == [.retried, .retried])
    }

    @Test func `calls side by side, of other names or other services, are no retries`() {
        let found = failures {
            $0.span("root", 0..<100, error: true)
            $0.span("charge", 0..<50, id: "one", parent: "root", error: true)
            $0.span("charge", 10..<60, id: "two", parent: "root")
            $0.span("refund", 70..<80, parent: "root")
            $0.span("charge", 80..<90, id: "three", parent: "root", service: "other")
        }
        #expect(found.failures.map(\.outcome) == [.surfaced] && found.echoCount == 1)
    }

    @Test func `what ends after its parent has is late`() {
        let found = failures {
            $0.span("root", 0..<10)
            $0.span("mail", 5..<40, parent: "root", error: true)
        }
        #expect(found.failures.map(\.outcome) == [.late])
    }

    @Test func `an orphan's failure has risen as far as can be seen`() {
        let found = failures {
            $0.span("root", 0..<100)
            $0.span("lost", 5..<40, parent: "nobody", error: true)
        }
        #expect(found.failures.map(\.outcome) == [.surfaced])
    }

    @Test func `the cause is the exception, else the error type, else the protocol's status`() {
        func origin(_ edit: @escaping (inout SpanSketch) -> Void) -> FailureOrigin? {
            failures { $0.span("a", 0..<1, error: true, edit: edit) }.failures.first?.origin
        }
        func attributes(_ pairs: AttributePairs) -> [Attribute] { [Attribute](pairs) }
        let thrown = origin { span in
            span.statusMessage = "failed"
            span.attributes = attributes(["error.type": "Other"])
            span.events = [
                EventSketch(
                    name: "exception",
                    time: 0,
                    attributes: attributes(["exception.type": "First"])
                ),
                EventSketch(
                    name: "exception",
                    time: 1,
                    attributes: attributes([
                        "exception.type": "CardDeclined", "exception.message": "card 4711 declined",
                    ])
                ),
            ]
        }
        #expect(thrown?.cause == "CardDeclined" && thrown?.message == "card <n> declined")
        let typed = origin { $0.attributes = attributes(["error.type": "timeout"]) }
        #expect(typed?.cause == "timeout")
        let numbered = origin {
            $0.attributes = attributes(["error.type": "503", "http.response.status_code": 503])
        }
        #expect(numbered?.cause == "HTTP 503")
        #expect(origin { $0.attributes = attributes(["error.type": "7"]) }?.cause == "7")
        let http = origin { $0.attributes = attributes(["http.response.status_code": 503]) }
        #expect(http?.cause == "HTTP 503")
        let old = origin { $0.attributes = attributes(["http.status_code": "500"]) }
        #expect(old?.cause == "HTTP 500")
        let grpc = origin { $0.attributes = attributes(["rpc.grpc.status_code": 14]) }
        #expect(grpc?.cause == "gRPC 14")
        let plain = origin { $0.statusMessage = "took 12 s" }
        #expect(plain?.cause == "ERROR" && plain?.message == "took <n> s")
    }

    @Test func `calls are counted by service and operation`() {
        let found = failures {
            $0.span("root", 0..<100)
            for index in 0..<3 {
                $0.span("get", 0..<1, id: "get \(index)", parent: "root", service: "db")
            }
        }
        #expect(found.calls[CalledOperation(service: "db", name: "get")] == 3)
        #expect(found.calls.values.reduce(0, +) == 4)
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `every failed span is an origin or an echo of one, whatever was sent`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<10 {
            let trace = TraceSketch.random(spans: 30, using: &generator).build()[0]
            let tree = TraceTree(trace)
            let found = TraceFailures(tree)
            let failed = (0..<trace.count).filter { trace[$0].isError }
            #expect(found.failures.count + found.echoCount == failed.count, "seed \(seed)")
            #expect(found.failures.isEmpty == failed.isEmpty, "seed \(seed)")
            #expect(found.calls.values.reduce(0, +) == trace.count, "seed \(seed)")
            for failure in found.failures {
                #expect(failure.echoes <= found.echoCount, "seed \(seed)")
                if failure.outcome == .retried {
                    #expect(tree.roots.count < tree.nodeCount, "seed \(seed)")
                }
            }
            // Without a failed span below, nothing can be an echo.
            let leaves = failed.filter { tree.errorCounts[$0] == 1 }
            let ids = Set(found.failures.map(\.span))
            #expect(leaves.allSatisfy { ids.contains(trace[$0].id) }, "seed \(seed)")
        }
    }

    @Test(arguments: [true, false])
    func `a big trace is no trouble, deep or wide`(_ isChain: Bool) {
        let count = 200_000
        let found = TraceFailures(
            TraceTree(isChain ? LargeTraces.chain(count) : LargeTraces.fan(count))
        )
        #expect(found.failures.isEmpty)
        #expect(found.calls == [CalledOperation(service: "big", name: "step"): 200_000])
    }

    @Test func `fifty thousand failed spans below one another are one failure`() {
        var sketch = TraceSketch()
        for index in 0..<50_000 {
            sketch.span(
                "step",
                0..<10,
                id: "\(index)",
                parent: index == 0 ? nil : "\(index - 1)",
                error: true
            )
        }
        let found = TraceFailures(TraceTree(sketch.build()[0]))
        #expect(found.failures.count == 1 && found.failures[0].echoes == 49_999)
    }
}
