import Storage
import TestSupport
import Testing
import TraceModel

/// Dependencies and metrics computed from stored spans.
@Suite struct StoreFiguresTests {
    private static let second: UInt64 = 1_000_000_000

    private func span(
        _ id: UInt64,
        parent: UInt64 = 0,
        service: String,
        at start: UInt64 = 100,
        milliseconds: UInt64 = 10,
        _ change: (inout PlainSpan) -> Void = { _ in }
    ) -> PlainSpan {
        var span = PlainSpan()
        span.traceID = TraceID(high: 0, low: 1)
        span.spanID = SpanID(id)
        span.parentID = SpanID(parent)
        span.resource.name = service
        span.name = "op"
        span.kind = .server
        span.start = start * Self.second
        span.end = span.start + milliseconds * 1_000_000
        change(&span)
        return span
    }

    @Test(arguments: [2048, 1 << 20])
    func `calls from service to service are counted, those to itself too`(
        blockBytes: Int
    ) async throws {
        var limits = StoreLimits()
        limits.blockBytes = blockBytes
        let store = SpanStore(limits: limits)
        var spans = [span(1, service: "web"), span(2, parent: 1, service: "cart")]
        spans.append(span(3, parent: 1, service: "cart"))
        spans.append(span(4, parent: 2, service: "cart"))
        spans.append(span(5, parent: 99, service: "orphan"))
        for index in 6...60 as ClosedRange<UInt64> {
            spans.append(span(index, parent: 3, service: "db"))
        }
        for span in spans { _ = store.write(SpanBatch([span])) }
        let range = (Timestamp.zero, Timestamp(nanoseconds: 1000 * Self.second))
        #expect(
            try await store.dependencies(from: range.0, to: range.1) == [
                DependencyLink(parent: "cart", child: "cart", callCount: 1),
                DependencyLink(parent: "cart", child: "db", callCount: 55),
                DependencyLink(parent: "web", child: "cart", callCount: 2),
            ]
        )
        let early = Timestamp(nanoseconds: 99 * Self.second)
        #expect(try await store.dependencies(from: .zero, to: early) == [])
    }

    @Test func `calls between many services, in one large trace, are counted all the same`()
        async throws
    {
        let store = SpanStore()
        let count: UInt64 = 600
        let spans = (1...count).map { span($0, parent: $0 - 1, service: "s\($0)") }
        // Children first, as they end first; and half of them twice, which count once.
        _ = store.write(SpanBatch(spans.reversed()))
        _ = store.write(SpanBatch(Array(spans.prefix(300))))
        let links = try await store.dependencies(
            from: .zero,
            to: Timestamp(nanoseconds: 1000 * Self.second)
        )
        let expected = (2...count).map {
            DependencyLink(parent: "s\($0 - 1)", child: "s\($0)", callCount: 1)
        }
        #expect(links == expected.sorted { ($0.parent, $0.child) < ($1.parent, $1.child) })
    }

    @Test(arguments: StoreKind.allCases.filter(\.hasMetrics))
    func `rates, errors and latencies follow the window`(kind: StoreKind) async throws {
        let store = try await kind.make()
        var spans: [PlainSpan] = []
        for index in 0..<100 as Range<UInt64> {
            spans.append(
                span(index + 1, service: "web", at: 100 + index / 10, milliseconds: index + 1) {
                    if index % 10 == 0 { $0.statusCode = .error }
                    $0.name = index.isMultiple(of: 2) ? "even" : "odd"
                }
            )
        }
        spans.append(span(500, service: "web") { $0.kind = .client })
        spans.append(span(501, service: "other"))
        _ = try await store.write(SpanBatch(spans.shuffled()))
        var query = MetricsQuery(
            services: ["web"],
            end: Timestamp(nanoseconds: 111 * Self.second),
            lookback: Nanoseconds(11 * Self.second),
            step: Nanoseconds(Self.second),
            window: Nanoseconds(2 * Self.second),
            figures: [.calls, .errors, .latency(quantile: 0.5), .latency(quantile: 1)]
        )
        let all = try #require(try await store.metrics(query)).metrics
        #expect(all.count == 1)
        let calls = all[0].callsPerSecond.map(\.value)
        #expect(calls == [0, 5, 10, 10, 10, 10, 10, 10, 10, 10, 10, 5], "per second")
        #expect(all[0].errorShare.map(\.value) == [nil] + [Double](repeating: 0.1, count: 11))
        #expect(all[0].p50[0].value == nil)
        #expect(all[0].p95.isEmpty, "it was not asked for")
        let median = try #require(all[0].p50[1].value)
        #expect(abs(median - 5e6) / 5e6 < 0.02)
        let slowest = try #require(all[0][.latency(quantile: 1)][11].value)
        #expect(abs(slowest - 100e6) / 100e6 < 0.02)

        query.byOperation = true
        let apart = try #require(try await store.metrics(query)).metrics
        #expect(apart.map(\.operation) == ["even", "odd"])
        #expect(apart.allSatisfy { $0.callsPerSecond[2].value == 5 })
        query.byOperation = false
        query.kinds = [.client]
        let others = try #require(try await store.metrics(query)).metrics
        #expect(others.map { $0.callsPerSecond[2].value } == [0.5])
        query.services = ["nobody"]
        #expect(try await store.metrics(query)?.metrics == [])
        // Our client asks for a millisecond at least.
        guard !kind.filtersAfterLimit else { return }
        query.step = 0
        await #expect(throws: TraceReaderError.self) { try await store.metrics(query) }
    }

    @Test func `a quantile is right to within two percent at every size`() async throws {
        for milliseconds in [1, 7, 63, 64, 65, 1000, 86_400_000] as [UInt64] {
            let store = SpanStore()
            let one = span(1, service: "web", milliseconds: milliseconds)
            _ = store.write(SpanBatch([one]))
            let query = MetricsQuery(
                services: ["web"],
                end: Timestamp(nanoseconds: one.end),
                lookback: 0,
                step: 1,
                window: 1000,
                figures: [.latency(quantile: 0.95)]
            )
            let metrics = try #require(try await store.metrics(query)).metrics[0]
            let latency = try #require(metrics.p95[0].value)
            let exact = Double(milliseconds) * 1e6
            #expect(abs(latency - exact) / exact < 0.02)
        }
    }
}
