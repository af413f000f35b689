import Demo
import Testing
import TraceModel

/// Each trouble of the manifest, found in the received spans without the shop's help.
@Suite struct TroubleTests {
    private let manifest: ShopManifest
    private let received: ReceivedSpans

    init() throws {
        let traffic: ShopTraffic
        (traffic, received) = try ReceivedSpans.hour.get()
        manifest = traffic.manifest()
    }

    /// Spans of the first service with the operation of the trouble.
    private func spans(_ trouble: PlantedTrouble) throws -> [Span] {
        let service = try #require(trouble.services.first)
        let spans = received.named(trouble.operation, of: service)
        try #require(!spans.isEmpty, "\(trouble.name)")
        return spans
    }

    private func trouble(_ name: String) throws -> (PlantedTrouble, ShopManifest.Entry) {
        let entry = try #require(manifest[name])
        return (entry.trouble, entry)
    }

    private func isWithin(_ entry: ShopManifest.Entry, _ span: Span) -> Bool {
        entry.windows.contains { window in
            span.start.nanoseconds >= window.begin
                && window.end.map { span.start.nanoseconds < $0 } ?? true
        }
    }

    @Test func `every example trace is there and shows the operation with the evidence`() throws {
        for entry in manifest.entries {
            let trouble = entry.trouble
            let id = try #require(TraceID(hex: entry.exampleTraceID ?? ""), "\(trouble.name)")
            let spans = try #require(received.byTrace[id], "\(trouble.name)")
            #expect(spans.contains { $0.name == trouble.operation }, "\(trouble.name)")
            let first = try #require(spans.map(\.start).min())
            #expect(first.nanoseconds < manifest.anchor, "\(trouble.name)")
            for (key, value) in trouble.evidence {
                let found = spans.compactMap { $0.text(key) }
                #expect(value.isEmpty ? !found.isEmpty : found.contains(value), "\(key)=\(value)")
            }
        }
    }

    @Test func `an N+1 query has more than a hundred equal siblings`() throws {
        let (trouble, _) = try trouble("n-plus-one")
        let statement = try #require(trouble.evidence.first).value
        let siblings = try spans(trouble).filter { $0.kind == .server }.map { request in
            received.children(of: request).count { $0.text("db.query.text") == statement }
        }
        let suffering = siblings.filter { $0 > 0 }
        #expect(suffering.count >= 3)
        #expect(suffering.allSatisfy { (120...320).contains($0) }, "\(suffering)")
        #expect(suffering.count < siblings.count / 2)
    }

    @Test func `a retry storm repeats refused charges with growing waits`() throws {
        let (trouble, entry) = try trouble("retry-storm")
        let orders = received.named("shop.Checkout/PlaceOrder", of: "checkout")
            .filter { $0.kind == .server }
        var storms = (within: 0, outside: 0)
        for order in orders {
            let charges = received.children(of: order).filter {
                $0.name == trouble.operation && $0.text("server.address") == "payment"
            }.sorted { $0.start < $1.start }
            guard charges.count > 1 else { continue }
            if isWithin(entry, order) { storms.within += 1 } else { storms.outside += 1 }
            #expect(charges.dropLast().allSatisfy { $0.text("http.response.status_code") == "503" })
            let resends = charges.compactMap { $0.text("http.request.resend_count") }
            #expect(resends == (1..<charges.count).map { "\($0)" })
            let waits = zip(charges, charges.dropFirst()).map { $1.start.since($0.end) }
            #expect(waits == waits.sorted(), "\(waits)")
        }
        #expect(storms.within >= 5)
        #expect(storms.outside == 0)
    }

    @Test func `a slow pod is five times slower than the others at the 95th percentile`() throws {
        let (trouble, entry) = try trouble("slow-pod")
        let pod = try #require(trouble.evidence.first { $0.key == "k8s.pod.name" }).value
        let calls = try spans(trouble).filter { isWithin(entry, $0) && $0.kind == .server }
        let slow = calls.filter { $0.text("k8s.pod.name") == pod }
        let others = calls.filter { $0.text("k8s.pod.name") != pod }
        #expect(slow.count > 20 && others.count > 40)
        let (slowest, usual) = (
            percentile(0.95, slow.map(\.milliseconds)), percentile(0.95, others.map(\.milliseconds))
        )
        #expect(slowest > 5 * usual, "\(slowest) ms and \(usual) ms")
        let before = received.spans.filter { !isWithin(entry, $0) }
        // Spans of a call under way at the deploy belong to the old pod.
        #expect(!before.contains { $0.text("k8s.pod.name") == pod })
        #expect(Set(slow.map { $0.text("service.version") }) == ["2.8.0"])
    }

    @Test func `a swallowed error has no failed span above it`() throws {
        let (trouble, _) = try trouble("swallowed-error")
        let failed = try spans(trouble).filter(\.isError)
        #expect(failed.count >= 5)
        for span in failed {
            #expect(span.events.contains { $0.name == "exception" })
            var depth = 0
            var above = received.parent(of: span)
            while let parent = above {
                // What else fails in the same trace has a reason of its own below it.
                if parent.parentID != nil { #expect(!parent.isError, "\(parent.name)") }
                depth += 1
                above = received.parent(of: parent)
            }
            #expect(depth >= 4)
        }
    }

    @Test func `a cold cache misses in its windows and slows what it misses`() throws {
        let (trouble, entry) = try trouble("cold-cache")
        let calls = try spans(trouble).filter { $0.text("app.cache.hit") != nil }
        func misses(_ spans: [Span]) -> Double {
            Double(spans.count { $0.text("app.cache.hit") == "false" }) / Double(spans.count)
        }
        let cold = calls.filter { isWithin(entry, $0) }
        let warm = calls.filter { !isWithin(entry, $0) }
        #expect(cold.count > 20 && warm.count > 100)
        #expect(misses(cold) > 0.6 && misses(warm) < 0.1, "\(misses(cold)), \(misses(warm))")
        let (slow, usual) = (
            percentile(0.5, cold.map(\.milliseconds)), percentile(0.5, warm.map(\.milliseconds))
        )
        #expect(slow > 20 * usual, "\(slow) ms and \(usual) ms")
    }

    @Test func `what runs on the host with the wrong clock begins before it is called`() throws {
        let (trouble, _) = try trouble("clock-skew")
        let host = try #require(trouble.evidence.first).value
        var services: Set<String> = []
        for span in received.spans where span.kind == .server {
            guard let parent = received.parent(of: span) else { continue }
            if span.text("host.name") == host {
                services.insert(span.serviceName)
                #expect((-180_000_000 ..< -150_000_000).contains(span.start.since(parent.start)))
            } else {
                #expect(span.start >= parent.start)
            }
        }
        #expect(services == Set(trouble.services))
    }

    @Test func `what a gap hides is the greater part of its span`() throws {
        let (trouble, _) = try trouble("uninstrumented-gap")
        let gateway = try #require(trouble.evidence.first).value
        let calls = try spans(trouble).filter { $0.text("server.address") == gateway }
        #expect(calls.count > 20)
        for call in calls {
            let children = received.children(of: call)
            #expect(children.map(\.serviceName) == ["pricing"])
            let covered = children.reduce(0) { $0 + $1.milliseconds }
            #expect(call.milliseconds > 10 * covered)
            #expect(call.milliseconds > 100)
        }
        #expect(!received.spans.contains { $0.serviceName == gateway })
    }

    @Test func `little fails that is not planted`() throws {
        let traffic = ShopTraffic(options: ShopOptions(), anchor: ReceivedSpans.anchor)
        let traces = traffic.historySlices.flatMap { traffic.traces(inSlice: $0) }
        let planted: Set<String> = ["retry-storm", "swallowed-error"]
        let usual = traces.filter { planted.isDisjoint(with: $0.troubles) }
        let failed = usual.count { trace in trace.spans.contains { $0.statusCode == .error } }
        let share = Double(failed) / Double(usual.count)
        #expect((0.005...0.02).contains(share), "\(share)")
    }
}
