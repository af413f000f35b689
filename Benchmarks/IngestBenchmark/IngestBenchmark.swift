import TraceModel
import WireFormats

/// Measures the way of a span from bytes to store: `IngestBenchmark [SPANS]`, a million by default.
@main
enum IngestBenchmark {
    static func main() async throws {
        let asked = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 1_000_000
        let count = max(asked / 512, 1)
        var shop = ShopSpans(seed: 42)
        let requests = (0..<count).map { _ in shop.nextRequest() }
        try measureDecoding(requests, spans: count * 512)
        let store = try await measureStoring(requests, spans: count * 512)
        try await measureSearching(store, requests)
    }
}
