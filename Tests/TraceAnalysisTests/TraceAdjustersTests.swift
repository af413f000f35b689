import TestSupport
import Testing
import TraceAnalysis
import TraceModel

struct TraceAdjustersTests {
    private func adjusted(
        maxSkew: Nanoseconds = 0,
        _ describe: (inout TraceSketch) -> Void
    ) -> Trace {
        TraceAdjusters(maxSkew: maxSkew).adjust(.make(describe))
    }

    @Test func `a server that shares its client's id gets its own below it`() {
        let trace = adjusted {
            $0.span("root", 0..<20, id: "root")
            $0.span("call", 1..<9, id: "x", parent: "root", kind: .client)
            $0.span("serve", 2..<8, id: "x", parent: "root", kind: .server)
            $0.span("query", 3..<4, parent: "x")
        }
        #expect(trace[1].id == .named("x"))
        #expect(trace[2].id == SpanID(1))
        #expect(trace[2].parentID == .named("x"))
        #expect(trace[3].parentID == SpanID(1))
    }

    @Test func `attributes are sorted by key and events by name`() {
        let trace = adjusted {
            $0.span("a", 0..<9, attributes: ["b": 1, "a": 2, "B": 3, "a": 4])
            $0.event("zeta", at: 1, ["y": 1, "x": 2])
            $0.event("alpha", at: 2, ["k": 3])
        }
        #expect(trace[0].attributes.map(\.key) == ["B", "a", "a", "b"])
        #expect(trace[0].attributes[1].value == 2)
        #expect(trace[0].events.map(\.name) == ["alpha", "zeta"])
        #expect(trace[0].events[1].attributes.map(\.key) == ["x", "y"])
    }

    @Test func `of spans equal in everything the first is kept`() {
        let trace = adjusted { sketch in
            for value in [1, 1, 2] as [AttributeValue] {
                sketch.span("a", 0..<9, attributes: ["list": ["x", value]], resource: ["r": 1])
            }
        }
        #expect(trace.count == 2)
        #expect(trace[1].warnings == ["duplicate span IDs; skipping clock skew adjustment"])
    }

    @Test func `a child on another host is centred in its parent when corrections are on`() {
        let trace = adjusted(maxSkew: 10_000_000) {
            $0.span("a", 0..<10, resource: ["host.name": "n1"])
            $0.span("b", 12..<16, parent: "a", resource: ["host.name": "n2"])
            $0.event("e", at: 13)
            $0.span("c", 13..<14, parent: "b", resource: ["host.name": "n2"])
        }
        let start = trace[0].start
        #expect(trace[1].start.since(start) == 3_000_000)
        #expect(trace[1].duration == 4_000_000)
        #expect(trace[1].events[0].time.since(start) == 4_000_000)
        #expect(trace[2].start.since(start) == 4_000_000)
        #expect(trace[1].warnings == ["This span's timestamps were adjusted by -9ms"])
    }

    @Test func `without a limit nothing moves and the warning says why`() {
        let describe: (inout TraceSketch) -> Void = {
            $0.span("a", 0..<10)
            $0.span("b", 12..<16, parent: "a")
        }
        #expect(
            adjusted(describe)[1].warnings == [
                "clock skew adjustment disabled; not applying calculated delta of -9ms"
            ]
        )
        let limited = adjusted(maxSkew: 1_500_000, describe)
        #expect(limited[1].start == limited[0].start.advanced(by: 12_000_000))
        #expect(
            limited[1].warnings == [
                "max clock skew adjustment delta of 1.5ms exceeded; "
                    + "not applying calculated delta of -9ms"
            ]
        )
    }

    @Test func `the first of several addresses is the host`() {
        let trace = adjusted(maxSkew: .max) {
            $0.span("a", 0..<10, resource: ["host.ip": ["10.0.0.1", "fe80::1"]])
            $0.span("b", 12..<16, parent: "a", resource: ["host.ip": ["10.0.0.1"]])
        }
        #expect(trace[1].warnings.isEmpty)
    }

    @Test func `an orphan is warned of its missing parent`() {
        let trace = adjusted { $0.span("a", 0..<1, parent: "gone") }
        let id = SpanID.named("gone").hex
        #expect(
            trace[0].warnings == [
                "parent span ID=\(id) is not in the trace; skipping clock skew adjustment"
            ]
        )
    }

    @Test func `numbers under ip become dotted quads`() {
        let trace = adjusted {
            $0.span(
                "a",
                0..<1,
                attributes: ["peer.ipv4": 2_130_706_433, "port": 80],
                resource: ["ip": 3_232_235_777.0]
            )
        }
        #expect(trace[0].attributes.first("peer.ipv4") == "127.0.0.1")
        #expect(trace[0].attributes.first("port") == 80)
        #expect(trace[0].resource.attributes.first("ip") == "192.168.1.1")
    }

    @Test func `attributes of the library move to the resource unless it disagrees`() {
        let trace = adjusted {
            $0.span(
                "a",
                0..<1,
                attributes: [
                    "telemetry.sdk.name": "otel", "telemetry.sdk.language": "go", "k": 1,
                ],
                resource: ["telemetry.sdk.language": "java"]
            )
        }
        #expect(trace[0].attributes.map(\.key) == ["k", "telemetry.sdk.language"])
        #expect(trace[0].resource.attributes.first("telemetry.sdk.name") == "otel")
        #expect(
            trace[0].warnings == [
                "conflicting values between Span and Resource for attribute telemetry.sdk.language"
            ]
        )
    }

    @Test func `a link to the zero trace is removed with a warning`() {
        let trace = adjusted {
            $0.span("a", 0..<1)
            $0.link(to: "x", ["k": 1])
            $0.spans[0].links.insert(LinkSketch(traceID: .zero, spanID: SpanID(1)), at: 0)
        }
        #expect(trace[0].links.map(\.spanID) == [.named("x")])
        #expect(trace[0].links[0].attributes.first("k") == 1)
        #expect(trace[0].warnings == ["Invalid span link removed"])
    }

    @Test func `a trace that needs nothing comes back equal`() {
        let trace = Trace.make {
            $0.span("a", 0..<10, kind: .server, attributes: ["a": 1, "m": ["k": ["x"]]]) {
                $0.traceState = "k=v"
                $0.flags = 1
                $0.scopeName = "lib"
                $0.dropped = DroppedCounts(attributes: 1, events: 2, links: 3)
                $0.warnings = ["w"]
            }
            $0.event("e", at: 2, ["k": true])
            $0.link(to: "z", trace: "other", type: .followsFrom, ["k": 1.5])
            $0.span("b", 2..<4, parent: "a", error: true)
        }
        #expect(TraceDifference(trace, TraceAdjusters().adjust(trace)).differences == [])
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `adjusting any trace keeps its spans and their durations`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let trace = TraceSketch.random(spans: 60, using: &generator).build()[0]
        let adjusted = TraceAdjusters(maxSkew: .max).adjust(trace)
        #expect(adjusted.count <= trace.count)
        #expect(TraceTree(adjusted).checkInvariants() == [])
    }

    @Test func `a chain of 200,000 spans is adjusted`() {
        #expect(TraceAdjusters(maxSkew: 5).adjust(LargeTraces.chain(200_000)).count == 200_000)
    }

    @Test func `durations read as Go's`() {
        let texts: [(Nanoseconds, String)] = [
            (0, "0s"), (1, "1ns"), (-20_000, "-20µs"), (1_500_000, "1.5ms"),
            (1_000_001, "1.000001ms"),
            (2_000_000_000, "2s"), (90_000_000_000, "1m30s"), (7_200_500_000_000, "2h0m0.5s"),
            (.min, "-2562047h47m16.854775808s"),
        ]
        for (duration, text) in texts { #expect(GoDurationString.text(of: duration) == text) }
    }
}
