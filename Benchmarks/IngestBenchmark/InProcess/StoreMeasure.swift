import Storage
import TraceModel
import WireFormats

/// How fast requests become stored spans, on one core and with decoding on another, and what a span costs.
func measureStoring(_ requests: [[UInt8]], spans: Int) async throws -> SpanStore {
    let limits = StoreLimits(bytes: 4 << 30, traces: 10_000_000)
    try measureOneCore(requests, spans: spans, limits)
    try measureSmallBatches(limits)
    let before = Measure.residentBytes()
    let store = SpanStore(limits: limits)
    let start = Measure.now()
    // Decoders on two threads, as a collector has them; the store takes one batch at a time.
    try await withThrowingTaskGroup(of: Void.self) { group in
        for half in 0..<2 {
            group.addTask {
                for index in stride(from: half, to: requests.count, by: 2) {
                    _ = store.write(try OTLPProtobufDecoder.decode(requests[index]).batch)
                }
            }
        }
        try await group.waitForAll()
    }
    let elapsed = Measure.now() - start
    row("decoding and storing, two threads", figure(Double(spans) / elapsed / 1000, "k spans/s"))
    printMemory(of: store, "memory a span, the head unsealed", before: before)
    store.seal()
    printMemory(of: store, "memory a span, all sealed", before: before)
    return store
}

func printMemory(of store: SpanStore, _ name: String, before: Int) {
    let counts = store.counts
    let spans = Double(counts.heldSpans)
    row(
        name,
        figure(Double(counts.heldBytes) / spans, "B counted"),
        figure(Double(Measure.residentBytes() - before) / spans, "B resident")
    )
}

/// What a span costs in a batch of few: whether joining batches before they are stored would pay.
private func measureSmallBatches(_ limits: StoreLimits) throws {
    for size in [1, 10, 100] {
        var shop = ShopSpans(seed: 7)
        let count = 40_000 / size
        let batches = try (0..<count).map { _ in
            try OTLPProtobufDecoder.decode(shop.nextRequest(spans: size)).batch
        }
        let store = SpanStore(limits: limits)
        let start = Measure.cpu()
        for batch in batches { _ = store.write(batch) }
        let seconds = Measure.cpu() - start
        row(
            "storing batches of \(size)",
            figure(Double(count * size) / seconds / 1000, "k spans/s"),
            figure(seconds / Double(count) * 1e6, "µs a batch")
        )
    }
}

/// Decoding and storing apart, on one thread.
private func measureOneCore(
    _ requests: [[UInt8]],
    spans: Int,
    _ limits: StoreLimits
) throws {
    let store = SpanStore(limits: limits)
    var decoding = 0.0
    var storing: [Double] = []
    for request in requests {
        let start = Measure.cpu()
        let batch = try OTLPProtobufDecoder.decode(request).batch
        let decoded = Measure.cpu()
        _ = store.write(batch)
        decoding += decoded - start
        storing.append(Measure.cpu() - decoded)
    }
    let total = storing.reduce(0, +)
    storing.sort()
    row("storing columns, one core", figure(Double(spans) / total / 1000, "k spans/s"))
    row(
        "a write of 512 spans",
        figure(storing[storing.count / 2] * 1000, "ms p50"),
        figure(storing[storing.count * 99 / 100] * 1000, "ms p99"),
        figure(storing[storing.count - 1] * 1000, "ms max")
    )
    row(
        "decoding and storing, one core",
        figure(Double(spans) / (decoding + total) / 1000, "k spans/s")
    )
}
