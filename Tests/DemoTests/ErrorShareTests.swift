import Demo
import Explorer
import Storage
import Testing
import TraceAnalysis
import TraceModel
import WireFormats

/// The shares that the errors screen and `spoor errors` show, against what the shop really did.
@Suite struct ErrorShareTests {
    private static let length: Nanoseconds = .minutes(15)
    private static let end = Timestamp(nanoseconds: ReceivedSpans.anchor)

    /// A store with the shop's last quarter of an hour, and its spans.
    private func shop() throws -> (SpanStore, [Span]) {
        let (traffic, received) = try ReceivedSpans.recent(minutes: 15)
        let store = SpanStore()
        for request in traffic.requests(inSlices: -9000..<0) {
            _ = store.write(try OTLPProtobufDecoder.decode(request.protobuf).batch)
        }
        return (store, received.spans)
    }

    /// Searches, reads and counts as the screen and the command do.
    private func shares(
        _ store: SpanStore,
        limit: Int,
        hasMetrics: Bool
    ) async throws -> [(group: FailureGroup, share: ErrorShare?)] {
        var terms = SearchTerms()
        terms.limit = limit
        terms.window = .between(Self.end.advanced(by: -Self.length), Self.end)
        let defaults = SearchDefaults()
        let asked = ErrorSearch.terms(terms, defaults)
        var search = ErrorSearch(asked.query(now: Self.end, defaults: defaults), batch: .max)
        while let question = search.next() {
            switch question {
            case .search(let query): search.take(try await store.search(query, progress: nil))
            case .services: search.take(services: try await store.services())
            case .read(let traces):
                let results = await store.readEach(traces) { FailureReading.Part($0) }
                search.take(try FailureReading(results))
            }
        }
        let groups = search.read.groups.ranked()
        var counting = CallCounting(
            groups,
            search.scope(isInProcess: hasMetrics, isOfFiles: false)
        )
        while let question = counting.next() {
            switch question {
            case .metrics(let query):
                counting.take(hasMetrics ? try await store.metrics(query) : nil)
            case .search(let query, let operation):
                let answer = try await store.search(query, progress: nil)
                counting.take(CallSample(answer, of: operation))
            }
        }
        return groups.map { ($0, try? counting.share(of: $0).get()) }
    }

    /// What is true of an operation's spans: how many there are, and how many failed with `what`.
    private func truth(
        _ spans: [Span],
        _ service: String,
        _ operation: String,
        fails: (Span) -> Bool
    ) -> (calls: Int, failed: Int) {
        let own = spans.filter { $0.serviceName == service && $0.name == operation }
        return (own.count, own.count { $0.isError && fails($0) })
    }

    @Test(arguments: [true, false])
    func `shares are those of all calls`(hasMetrics: Bool) async throws {
        let (store, spans) = try shop()
        let shares = try await shares(store, limit: 5000, hasMetrics: hasMetrics)
        let planted = [
            (
                "payment", "POST /v1/charges", "HTTP 503",
                truth(spans, "payment", "POST /v1/charges") {
                    $0.text("http.response.status_code") == "503"
                }
            ),
            (
                "pricing", "apply promotions", "",
                truth(spans, "pricing", "apply promotions") { _ in true }
            ),
        ]
        for (service, operation, what, truth) in planted {
            try #require(truth.failed > 5 && truth.calls > truth.failed, "\(service) \(truth)")
            let row = try #require(
                shares.first {
                    $0.group.origin.service == service && $0.group.origin.operation == operation
                        && (what.isEmpty || $0.group.origin.what == what)
                }
            )
            let share = try #require(row.share, "\(service) \(operation)")
            let exact = Double(truth.failed) / Double(truth.calls)
            // A sample of a hundred traces is right to within chance; counts are right to a call or two at the ends.
            let isSample = share.bound == .about || share.bound == .atMost
            let tolerance = isSample ? 0.2 : 0.01
            #expect(
                abs(share.share - exact) < tolerance || share.bound == .atMost,
                "\(service) \(operation): \(share.text), \(exact)"
            )
            if hasMetrics { #expect(share.bound == .exact && abs(share.calls - truth.calls) <= 3) }
            if share.bound == .atMost { #expect(share.share >= exact - 0.01) }
        }
    }

    @Test func `where the limit cut the search, shares are of the time that was read`()
        async throws
    {
        let (store, spans) = try shop()
        let shares = try await shares(store, limit: 20, hasMetrics: true)
        for (group, share) in shares {
            let share = try #require(share, "\(group.origin.place)")
            #expect(share.bound == .atLeast)
            let since = spans.filter {
                $0.serviceName == group.origin.service && $0.name == group.origin.operation
                    && $0.start >= share.start
            }
            #expect(abs(share.calls - since.count) <= 3, "\(group.origin.place)")
        }
    }
}
