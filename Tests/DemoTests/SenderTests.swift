import Demo
import HTTPServer
import Synchronization
import TestSupport
import Testing
import TraceModel

@Suite struct SenderTests {
    private static let options = ShopOptions(seed: 1, rate: 200, history: .seconds(120))

    private func sender(
        _ backend: HTTPListener,
        options: ShopOptions = options,
        clock: ShopClock
    ) throws -> ShopSender {
        try ShopSender(
            options: options,
            endpoint: "http://127.0.0.1:\(backend.port)",
            clock: clock
        )
    }

    @Test func `every span of the past arrives once, each pod in requests of its own`() async throws
    {
        let backend = try Backend()
        let sender = try sender(backend.listener, clock: HastyClock().clock)
        let parts = Mutex<[Double]>([])
        try await sender.fillHistory { part in parts.withLock { $0.append(part) } }
        let slices = sender.traffic.historySlices
        let made = slices.flatMap { sender.traffic.traces(inSlice: $0) }.flatMap(\.spans)
        let ids = backend.spans.map(\.id)
        #expect(ids.count > 2000)
        #expect(Set(ids) == Set(made.map(\.spanID)))
        #expect(ids.count == made.count)
        let counts = sender.counts
        #expect(counts.made == made.count && counts.accepted == made.count)
        #expect(counts.retries == 0)
        let pods = Set(backend.spans.compactMap { $0.text("k8s.pod.name") })
        #expect(pods.count >= 25 && counts.requests >= pods.count)
        #expect(parts.withLock { $0 } == parts.withLock { $0.sorted() })
        #expect(parts.withLock { $0.last } == 1)
        await backend.listener.stop()
    }

    @Test func `live spans come at the asked rate, none before its end`() async throws {
        let clock = HastyClock()
        let backend = try Backend(clock: clock)
        let sender = try sender(backend.listener, clock: clock.clock)
        let running = Task { await sender.run() }
        let patience = Duration.seconds(120)
        #expect(await eventually(within: patience) { clock.passed > 20_000_000_000 })
        running.cancel()
        await running.value
        let slices = Int(clock.passed) / Int(ShopTraffic.sliceLength)
        let planned = (0..<slices).map { slice in
            sender.traffic.traces(inSlice: slice).reduce(0) { $0 + $1.spans.count }
        }
        let made = sender.counts.made
        #expect(made <= planned.reduce(0, +) && made >= planned.dropLast(10).reduce(0, +))
        #expect(backend.early == 0)
        #expect(sender.counts.dropped == 0)
        #expect(sender.counts.accepted > made / 2)
        await backend.listener.stop()
    }

    @Test func `a backend without room is asked again when it says so`() async throws {
        let clock = HastyClock()
        let refusals = Atomic(4)
        let backend = try Backend(clock: clock) {
            guard refusals.subtract(1, ordering: .relaxed).oldValue > 0 else { return nil }
            return ServerResponse(status: 503, headers: ["Retry-After": "3"])
        }
        let sender = try sender(backend.listener, clock: clock.clock)
        try await sender.fillHistory()
        #expect(sender.counts.retries == 4)
        #expect(sender.counts.accepted == sender.counts.made)
        #expect(sender.counts.refused == 0)
        #expect(clock.waits == Array(repeating: .seconds(3), count: 4))
        await backend.listener.stop()
    }

    @Test(arguments: [(503, 5), (400, 1)])
    func `what stays refused is given up and counted`(status: Int, tries: Int) async throws {
        let clock = HastyClock()
        let backend = try Backend(clock: clock) { ServerResponse(status: status) }
        let sender = try sender(backend.listener, clock: clock.clock)
        try await sender.fillHistory()
        let counts = sender.counts
        #expect(counts.refused == counts.made && counts.accepted == 0)
        #expect(counts.requests == tries * (counts.requests - counts.retries))
        await backend.listener.stop()
    }

    @Test func `a backend that takes too long loses spans instead of piling them up`() async throws
    {
        let clock = HastyClock()
        // Each refusal makes the sender wait longer than it is patient.
        let backend = try Backend(clock: clock) {
            ServerResponse(status: 503, headers: ["Retry-After": "5"])
        }
        let sender = try sender(backend.listener, clock: clock.clock)
        let running = Task { await sender.run() }
        #expect(await eventually { sender.counts.dropped > 0 })
        running.cancel()
        await running.value
        let counts = sender.counts
        #expect(counts.accepted == 0)
        #expect(counts.made >= counts.refused + counts.failed + counts.dropped)
        await backend.listener.stop()
    }

    @Test func `no backend is an error of the past, and live traffic goes on`() async throws {
        let backend = try Backend()
        await backend.listener.stop()
        let clock = HastyClock()
        let sender = try sender(backend.listener, clock: clock.clock)
        await #expect(throws: (any Error).self) { try await sender.fillHistory() }
        #expect(sender.counts.failed > 0)
        let failed = sender.counts.failed
        let running = Task { await sender.run() }
        #expect(await eventually { sender.counts.failed > failed })
        running.cancel()
        await running.value
    }

    @Test func `cancelling ends it though the backend never answers`() async throws {
        let backend = try LoopbackServer { connection in
            while let bytes = connection.receive(), !bytes.isEmpty {}
        }
        let sender = try ShopSender(
            options: Self.options,
            endpoint: "http://127.0.0.1:\(backend.port)"
        )
        let filling = Task { try await sender.fillHistory() }
        #expect(await eventually { backend.connections > 0 })
        filling.cancel()
        await #expect(throws: (any Error).self) { try await filling.value }
        let running = Task { await sender.run() }
        let before = backend.connections
        #expect(await eventually { backend.connections > before })
        running.cancel()
        await running.value
    }

    @Test func `what is no URL is refused at once`() {
        #expect(throws: (any Error).self) {
            try ShopSender(options: ShopOptions(), endpoint: "nowhere at all")
        }
    }
}
