/// Spans that wait for their end or for their pod's next request.
///
/// Each pod has an exporter of its own, as with real SDKs: the spans of a trace arrive in several requests.
struct ExportQueues {
    /// Spans of one request at most: the default of the SDKs' batch processors.
    static let batchSize = 512
    /// Slices between two requests of a pod that has less than a whole batch.
    static let interval = 10

    /// By the slice in which they end.
    private var unfinished: [Int: [ShopSpan]] = [:]
    private var ready: [[ShopSpan]]
    private let pods: [Pod]

    init(fleet: Fleet) {
        pods = fleet.pods
        ready = Array(repeating: [], count: pods.count)
    }

    /// Takes a span that ends in `slice`.
    mutating func add(_ span: ShopSpan, endingIn slice: Int) {
        unfinished[slice, default: []].append(span)
    }

    /// Takes a span that is to be sent with the next request.
    mutating func add(_ span: ShopSpan) { ready[span.pod].append(span) }

    /// Passes on the spans that end in `slice`.
    mutating func finish(slice: Int) {
        for span in unfinished.removeValue(forKey: slice) ?? [] { add(span) }
    }

    /// The requests that are due in `slice`; their spans are no longer queued.
    mutating func take(dueIn slice: Int) -> [ShopRequest] {
        var due: [ShopRequest] = []
        for pod in ready.indices {
            // Pods take turns, as those of a real shop do, which did not start at the same time.
            let isTurn = (slice + pod) % Self.interval == 0
            guard isTurn || ready[pod].count >= Self.batchSize else { continue }
            due += takeAll(of: pod)
        }
        return due
    }

    /// Everything that is ready.
    mutating func takeAll() -> [ShopRequest] {
        ready.indices.flatMap { takeAll(of: $0) }
    }

    private mutating func takeAll(of pod: Int) -> [ShopRequest] {
        let spans = ready[pod]
        ready[pod] = []
        return stride(from: 0, to: spans.count, by: Self.batchSize).map { start in
            ShopRequest(
                pod: pods[pod],
                spans: spans[start..<min(start + Self.batchSize, spans.count)]
            )
        }
    }
}
