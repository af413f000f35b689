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
    func `spans that come late, in any order and twice make one whole trace`(
        kind: StoreKind
    ) async throws {
        let store = try await kind.make()
        var generator = SeededGenerator(seed: 3)
        var sent: [PlainSpan] = []
        for _ in 0..<40 {
            var batch = (0..<10).map { _ in PlainSpan.random(traces: 8, using: &generator) }
            if let again = sent.randomElement(using: &generator) { batch.append(again) }
            let receipt = try await store.write(SpanBatch(batch))
            #expect(receipt == WriteReceipt(storedSpans: batch.count))
            sent += batch
        }
        for low in 1...8 as ClosedRange<UInt64> {
            let id = TraceID(high: 7, low: low)
            let spans = try await store.plainSpans(id)
            #expect(try kind.isAll(spans, of: sent.filter { $0.traceID == id }))
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
        let mostTraces = seed.isMultiple(of: 3) ? 25 : 100_000
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
                let query = Self.randomQuery(
                    of: kind,
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

    /// A query made mostly of what a known span has, so that many find something.
    private static func randomQuery(
        of kind: StoreKind,
        known: [PlainSpan],
        limit: Int,
        using generator: inout SeededGenerator
    ) -> TraceQuery {
        let span = known[Int.random(in: 0..<known.count, using: &generator)]
        func sometimes(_ odds: Int = 3) -> Bool { Int.random(in: 0..<odds, using: &generator) == 0 }
        let most = sometimes() ? Int.random(in: 1...min(limit, 5), using: &generator) : limit
        let query = TraceQuery.everything(limit: most) { query in
            if sometimes() { query.service = span.resource.name }
            if sometimes() { query.operation = span.name }
            if sometimes(6) { query.kind = span.kind }
            if sometimes() { query.start = Timestamp(nanoseconds: span.start) }
            if sometimes() { query.end = Timestamp(nanoseconds: span.start + 100_000) }
            if sometimes() { query.minDuration = Nanoseconds(span.end - span.start) }
            if sometimes(6) { query.maxDuration = Nanoseconds(span.end - span.start) }
            let lists = [span.attributes, span.resource.attributes, span.scope.attributes]
            var known = lists.joined() + span.events.flatMap(\.attributes)
            known += span.links.flatMap(\.attributes)
            while sometimes(2) {
                if let attribute = known.randomElement(using: &generator), !sometimes(5) {
                    let value = attribute.value.canonicalString
                    guard attribute.key != "error" || ["true", "false"].contains(value) else {
                        continue
                    }
                    query.attributes.append(AttributeCondition(key: attribute.key, value: value))
                } else {
                    let special = [
                        ("error", "true"), ("error", "false"), ("span.kind", "server"),
                        ("span.kind", "client"), ("resource.peer", "200"), ("peer", "true"),
                        ("scope.name", "scope.a"), ("nothing", "at all"),
                    ].randomElement(using: &generator)
                    guard let (key, value) = special else { continue }
                    query.attributes.append(AttributeCondition(key: key, value: value))
                }
            }
        }
        return asked(query, of: kind, isLimited: most < limit, service: span.resource.name)
    }

    /// The question without what a store of this kind cannot be asked.
    private static func asked(
        _ query: TraceQuery,
        of kind: StoreKind,
        isLimited: Bool,
        service: String
    ) -> TraceQuery {
        var query = query
        if kind.isLegacy || isLimited && kind.filtersAfterLimit {
            query.kind = nil
            var keys: Set<String> = []
            query.attributes = query.attributes.filter { keys.insert($0.key).inserted }
        }
        guard kind.isLegacy else { return query }
        query.service = query.service ?? service
        query.start = Timestamp(microseconds: query.start.microseconds)
        query.end = Timestamp(microseconds: query.end.microseconds)
        return query
    }
}
