import Storage
import TestSupport
import Testing
import TraceAnalysis
import TraceModel

/// What every store must do, through nothing but ``TraceReader`` and ``TraceWriter``.
@Suite struct TraceStoreContractTests {
    @Test(arguments: StoreKind.allCases)
    func `a span comes back with every field as it was`(kind: StoreKind) async throws {
        let store = try await kind.make()
        var generator = SeededGenerator(seed: 11)
        for number in 0..<200 {
            var span = PlainSpan.random(using: &generator)
            span.traceID = TraceID(high: 1, low: UInt64(number + 1))
            _ = try await store.write(SpanBatch([span]))
            let spans = try await store.plainSpans(span.traceID)
            #expect(try kind.isAll(spans, of: [span]), "span \(number): \(spans), sent \(span)")
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `spans that come late, in any order and twice make one trace, each once`(
        kind: StoreKind
    ) async throws {
        let store = try await kind.make()
        var generator = SeededGenerator(seed: 3)
        var sent: [PlainSpan] = []
        for _ in 0..<40 {
            var batch = (0..<10).map { _ in PlainSpan.random(traces: 8, using: &generator) }
            sent += batch
            if let again = sent.randomElement(using: &generator) { batch.append(again) }
            let receipt = try await store.write(SpanBatch(batch))
            #expect(receipt == WriteReceipt(storedSpans: batch.count))
        }
        for low in 1...8 as ClosedRange<UInt64> {
            let id = TraceID(high: 7, low: low)
            let spans = try await store.plainSpans(id)
            #expect(
                try kind.isAll(spans, of: sent.filter { $0.traceID == id }),
                "\(id): \(spans.map(\.spanID)) of \(sent.filter { $0.traceID == id }.map(\.spanID))"
            )
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `an unknown trace is not found`(kind: StoreKind) async throws {
        let store = try await kind.make()
        let id = TraceID(high: 1, low: 2)
        let error = await #expect(throws: TraceReaderError.self) {
            try await store.trace(id, near: nil, raw: false, progress: nil)
        }
        #expect(error?.kind == .notFound)
    }

    @Test(arguments: StoreKind.allCases)
    func `services and operations are listed, sorted, kinds apart`(kind: StoreKind) async throws {
        let store = try await kind.make()
        var spans: [PlainSpan] = []
        for (service, name, kind) in [
            ("web", "b", SpanKind.server), ("web", "a", .server), ("web", "a", .client),
            ("db", "select", .client), ("web", "b", .server),
        ] {
            var span = PlainSpan()
            span.traceID = TraceID(high: 0, low: 1)
            span.spanID = SpanID(UInt64(spans.count + 1))
            span.resource.name = service
            span.name = name
            span.kind = kind
            span.start = 1000
            span.end = 2000
            spans.append(span)
        }
        _ = try await store.write(SpanBatch(spans))
        #expect(try await store.services() == ["db", "web"])
        #expect(
            try await store.operations(of: "web") == [
                Operation(name: "a", kind: .server), Operation(name: "a", kind: .client),
                Operation(name: "b", kind: .server),
            ]
        )
        #expect(try await store.operations(of: "nobody") == [])
    }

    @Test(arguments: StoreKind.allCases)
    func `one single span must meet every condition`(kind: StoreKind) async throws {
        let store = try await kind.make()
        var left = PlainSpan()
        left.traceID = TraceID(high: 0, low: 1)
        left.spanID = SpanID(1)
        left.resource.name = "web"
        left.name = "GET"
        left.start = 1_000_000
        left.end = 1_004_000
        left.attributes = [Attribute(key: "http.status_code", value: .int(200))]
        var right = left
        right.spanID = SpanID(2)
        right.resource.name = "db"
        right.name = "select"
        right.attributes = [Attribute(key: "rows", value: .string("200"))]
        _ = try await store.write(SpanBatch([left, right]))
        func found(_ change: (inout TraceQuery) -> Void) async throws -> Bool {
            let query = TraceQuery.everything(change)
            let ids = try await kind.isLegacy ? store.idsOfAnyService(query) : store.ids(query)
            return !ids.isEmpty
        }
        let status = AttributeCondition(key: "http.status_code", value: "200")
        let rows = AttributeCondition(key: "rows", value: "200")
        #expect(try await found { $0.service = "web" })
        #expect(try await found { $0.attributes = [status] })
        #expect(try await !found { $0.attributes = [status, rows] })
        #expect(try await !found { ($0.service, $0.operation) = ("web", "select") })
        #expect(try await !found { ($0.service, $0.attributes) = ("db", [status]) })
        #expect(try await found { ($0.minDuration, $0.maxDuration) = (4000, 4000) })
        #expect(try await !found { $0.minDuration = 4001 })
        #expect(try await !found { $0.maxDuration = 3999 })
        #expect(try await found { $0.start = Timestamp(nanoseconds: 1_000_000) })
        #expect(try await !found { $0.start = Timestamp(nanoseconds: 1_001_000) })
        #expect(try await !found { $0.end = Timestamp(nanoseconds: 999_000) })
        #expect(try await !found { $0.service = "WEB" })
    }

    @Test(arguments: StoreKind.allCases)
    func `the limit counts traces and takes those added last`(kind: StoreKind) async throws {
        let store = try await kind.make()
        var generator = SeededGenerator(seed: 5)
        for low in 1...30 as ClosedRange<UInt64> {
            var spans = (0..<3).map { _ in PlainSpan.random(using: &generator) }
            for index in spans.indices {
                spans[index].traceID = TraceID(high: 0, low: low)
                spans[index].resource.name = "web"
            }
            _ = try await store.write(SpanBatch(spans))
        }
        func search(limit: Int) async throws -> SearchAnswer {
            try await store.search(.everything(limit: limit) { $0.service = "web" }, progress: nil)
        }
        let answer = try await search(limit: 7)
        #expect(Set(answer.summaries.map(\.id.low)) == Set(24...30))
        #expect(answer.limitHit)
        #expect(answer.summaries.map(\.start) == answer.summaries.map(\.start).sorted(by: >))
        let all = try await search(limit: 31)
        #expect(all.summaries.count == 30)
        #expect(!all.limitHit)
    }

    @Test(arguments: StoreKind.allCases, 1...6 as ClosedRange<UInt64>)
    func `random questions get the answers of a naive list`(
        kind: StoreKind,
        seed: UInt64
    ) async throws {
        var generator = SeededGenerator(seed: seed)
        let mostTraces = seed.isMultiple(of: 3) && kind.countsTraces ? 25 : 100_000
        let store = try await kind.make(traces: mostTraces)
        var naive = NaiveStore(mostTraces: mostTraces)
        for _ in 0..<8 {
            let batch = (0..<Int.random(in: 1...60, using: &generator)).map { _ in
                PlainSpan.random(traces: 60, using: &generator)
            }
            // When within a batch a store makes room is its own affair, so such batches have one span.
            let batches = mostTraces < 100 ? batch.map { [$0] } : [batch]
            for batch in batches {
                _ = try await store.write(SpanBatch(batch))
                naive.write(batch)
            }
            for _ in 0..<15 {
                let query = kind.randomQuery(
                    known: naive.spans,
                    limit: min(mostTraces, 1000),
                    using: &generator
                )
                let expected = naive.search(query)
                let found = try await store.ids(query)
                #expect(found == Set(expected), "seed \(seed), \(query)")
            }
        }
        for id in naive.order {
            let spans = try await store.plainSpans(id)
            #expect(try kind.isAll(spans, of: naive.trace(id)), "seed \(seed), \(id)")
        }
    }
}
