import TestSupport
import Testing
import TraceAnalysis
import TraceModel

struct ServiceGraphTests {
    private func graph(_ trace: Trace) -> ServiceGraph {
        let tree = TraceTree(trace)
        return ServiceGraph(tree, SelfTimes(tree))
    }

    /// Services as `layer name spans/calls ✗errors self`, each with its calls below it, times in milliseconds.
    private func lines(_ graph: ServiceGraph) -> [String] {
        graph.nodes.enumerated().flatMap { index, node in
            [
                "\(node.layer) \(node.name) \(node.spanCount)/\(node.calls) ✗\(node.errors) \(node.own / 1_000_000)"
            ]
                + graph.edges(from: index).map { place in
                    let edge = graph.edges[place]
                    return "  \(edge.isAsync ? "~>" : "->") \(graph.nodes[edge.callee].name) "
                        + "\(edge.calls) ✗\(edge.errors) \(edge.total / 1_000_000) way \(edge.way / 1_000_000)"
                }
        }
    }

    @Test func `a client with its server is one call, and what lies between them is the way`() {
        // web  GET /      ━━━────────━   0–12
        // web  POST pay      ╺──────╸    3–11   client, 2 of its own
        // pay  pay            ──✗──      4–10
        let found = graph(
            .make {
                $0.span("GET /", 0..<12, service: "web", kind: .server)
                $0.span("POST pay", 3..<11, parent: "GET /", service: "web", kind: .client)
                $0.span(
                    "pay",
                    4..<10,
                    parent: "POST pay",
                    service: "pay",
                    kind: .server,
                    error: true
                )
            }
        )
        #expect(
            lines(found) == ["0 web 2/1 ✗0 6", "  -> pay 1 ✗1 8 way 2", "1 pay 1/1 ✗1 6"]
        )
        #expect(Set(found.spans(ofEdge: 0)) == [1, 2])
        #expect(Array(found.spans(ofNode: 1)) == [2])
    }

    @Test func `a client with several servers below it stays its service's own`() {
        let found = graph(
            .make {
                $0.span("call", 0..<10, service: "web", kind: .client)
                $0.span("try", 1..<4, id: "1", parent: "call", service: "pay", kind: .server)
                $0.span("try", 5..<9, id: "2", parent: "call", service: "pay", kind: .server)
            }
        )
        #expect(lines(found) == ["0 web 1/1 ✗0 3", "  -> pay 2 ✗0 7 way 0", "1 pay 2/2 ✗0 7"])
    }

    @Test(arguments: ["peer.service", "server.address", "net.peer.name"])
    func `a client with nothing below it calls the peer that it names`(_ key: String) {
        let found = graph(
            .make {
                $0.span("GET /", 0..<10, service: "web", kind: .server)
                $0.span(
                    "SELECT",
                    2..<8,
                    parent: "GET /",
                    service: "web",
                    kind: .client,
                    error: true
                ) { $0.attributes = [Attribute(key: key, value: .string("postgres"))] }
            }
        )
        #expect(
            lines(found) == [
                "0 web 2/1 ✗1 10", "  -> postgres 1 ✗1 6 way 6", "1 postgres 0/1 ✗0 0",
            ]
        )
        #expect(!found.nodes[1].isInstrumented)
    }

    @Test func `what goes through a queue is marked`() {
        let found = graph(
            .make {
                $0.span("send", 0..<2, service: "shop", kind: .producer)
                $0.span("receive", 5..<9, parent: "send", service: "mail", kind: .consumer)
            }
        )
        #expect(lines(found)[1] == "  ~> mail 1 ✗0 2 way 2")
    }

    @Test func `callers stand above those they call, in a circle the first one seen`() {
        // a → c → b → a, a → b
        let found = graph(
            .make {
                $0.span("1", 0..<10, service: "a")
                $0.span("2", 1..<9, parent: "1", service: "b")
                $0.span("3", 1..<9, parent: "1", service: "c")
                $0.span("4", 2..<8, parent: "3", service: "b")
                $0.span("5", 3..<7, parent: "4", service: "a")
            }
        )
        #expect(found.nodes.map(\.name) == ["a", "c", "b"])
        #expect(found.nodes.map(\.layer) == [0, 1, 2])
    }

    @Test func `a service that calls itself says so`() {
        let found = graph(
            .make {
                $0.span("out", 0..<4, service: "a", kind: .client)
                $0.span("in", 1..<3, parent: "out", service: "a", kind: .server)
                $0.span("inner", 2..<3, parent: "in", service: "a")
            }
        )
        #expect(lines(found) == ["0 a 3/2 ✗0 4", "  -> a 1 ✗0 4 way 2"])
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `every span belongs to one service, and times and calls add up`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<8 {
            var sketch = TraceSketch.random(spans: 40, using: &random)
            for index in sketch.spans.indices {
                if sketch.spans[index].start > 1 << 62 { sketch.spans[index].start = sketch.epoch }
                guard Int.random(in: 0..<3, using: &random) == 0 else { continue }
                let peer = TraceSketch.text(using: &random)
                sketch.spans[index].attributes.append(
                    Attribute(key: "peer.service", value: .string(peer))
                )
            }
            let tree = TraceTree(sketch.build()[0])
            let selfTimes = SelfTimes(tree)
            let found = ServiceGraph(tree, selfTimes)
            let own = found.nodes.reduce(Nanoseconds(0)) { $0.addingSaturated($1.own) }
            let spans = (0..<tree.spanCount).map { Int32($0) }
            #expect(
                own == spans.reduce(Nanoseconds(0)) { $0.addingSaturated(selfTimes[Int($1)]) },
                "seed \(seed)"
            )
            #expect(
                found.nodes.indices.flatMap { found.spans(ofNode: $0) }.sorted() == spans,
                "seed \(seed)"
            )
            #expect(
                found.nodes.reduce(0) { $0 + $1.errors } == tree.trace.spans.count { $0.isError },
                "seed \(seed)"
            )
            let entries = tree.roots.reduce(0) {
                $0 + (tree.isSynthetic(Int($1)) ? tree.children(of: Int($1)).count : 1)
            }
            #expect(
                found.nodes.reduce(0) { $0 + $1.calls }
                    == entries + found.edges.reduce(0) { $0 + $1.calls },
                "seed \(seed)"
            )
            for (index, edge) in found.edges.enumerated() {
                #expect(found.edges(from: edge.caller).contains(index), "seed \(seed)")
                #expect(edge.errors <= edge.calls && edge.way <= edge.total, "seed \(seed)")
                #expect(!found.spans(ofEdge: index).isEmpty, "seed \(seed)")
            }
        }
    }

    @Test func `a chain through 50,000 services has a graph`() {
        var sketch = TraceSketch()
        for index in 0..<50_000 {
            sketch.span(
                "s",
                0..<10,
                id: "\(index)",
                parent: index == 0 ? nil : "\(index - 1)",
                service: "service \(index)"
            )
        }
        let found = graph(sketch.build()[0])
        #expect(found.nodes.last?.layer == 49_999 && found.edges.count == 49_999)
    }
}
