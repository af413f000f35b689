import Storage
import TraceModel
import WireFormats

/// How a store answers that holds so many spans, which are made, stored and sealed as it is filled.
func measureLargeStore(spans: Int, only part: String) async throws {
    let count = max(spans / 512, 10)
    let store = SpanStore(limits: StoreLimits(bytes: 64 << 30, traces: 100_000_000))
    let before = Measure.residentBytes()
    var shop = ShopSpans(seed: 42)
    var known: [UInt8] = []
    var newest: [[UInt8]] = []
    var storing = 0.0
    for index in 0..<count {
        let request = shop.nextRequest()
        if index == count / 10 { known = request }
        if index >= count - 400 { newest.append(request) }
        let start = Measure.cpu()
        _ = store.write(try OTLPProtobufDecoder.decode(request).batch)
        storing += Measure.cpu() - start
    }
    store.seal()
    row("spans held", "\(store.counts.heldSpans)", "of \(store.counts.heldTraces) traces")
    row(
        "decoding and storing, one core",
        figure(Double(count * 512) / storing / 1000, "k spans/s")
    )
    printMemory(of: store, "memory a span, all sealed", before: before)
    try await measureSearching(store, known: known, newest: newest, only: part)
}

/// How ClickHouse answers that holds the same spans.
func measureClickHouse(spans: Int) throws {
    let count = max(spans / 512, 10)
    var shop = ShopSpans(seed: 42)
    let requests = (0..<count).lazy.map { _ in shop.nextRequest() }
    var again = ShopSpans(seed: 42)
    let known = (0...count / 10).map { _ in again.nextRequest() }.last ?? []
    let span = Span(columns: try OTLPProtobufDecoder.decode(known).batch.columns, row: 0)
    guard case .string(let user) = span.attributes.first("user.id") else { return }
    print("")
    try ClickHouse.measure(requests, user: user, trace: span.traceID)
}
