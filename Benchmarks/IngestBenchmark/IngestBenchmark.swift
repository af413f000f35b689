import Foundation
import TraceModel
import WireFormats

/// Measures the way of a span into the backend, alone and through sockets.
///
/// `IngestBenchmark [SPANS]` measures decoder and store within this process (a million spans by default),
/// then `spoor serve`, which is expected beside it, with a sender in a process of its own: this program again,
/// as `IngestBenchmark send …` and, for the yardstick, `IngestBenchmark sink`.
/// `IngestBenchmark log [SPANS]` measures the log of a store on disk alone, in the folder for temporary files.
/// `IngestBenchmark search [SPANS [QUESTION]]` measures how a large store (ten million spans by default) answers, and
/// ClickHouse beside it; with a part of a question's name just that.
/// `IngestBenchmark disk [SPANS]` measures a backend with so many spans in a folder (ten million by default).
/// `IngestBenchmark backend [PART]` measures the backend alone, or one part of that.
@main
enum IngestBenchmark {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch arguments.first {
        case "send": try SenderProcess(arguments.dropFirst()).run()
        case "sink": try await Sink.run()
        case "log":
            try await measureLogAlone(
                spans: arguments.dropFirst().first.flatMap { Int($0) } ?? 1_000_000
            )
        case "search":
            let spans = arguments.dropFirst().first.flatMap { Int($0) } ?? 10_000_000
            let part = arguments.dropFirst(2).joined(separator: " ")
            try await measureLargeStore(spans: spans, only: part)
            if part.isEmpty { try measureClickHouse(spans: spans) }
        case "disk":
            try measureDisk(
                spans: arguments.dropFirst().first.flatMap { Int($0) } ?? 10_000_000
            )
        case "backend": try measureBackend(part: arguments.dropFirst().first)
        default:
            try await measureInProcess(spans: arguments.first.flatMap { Int($0) } ?? 1_000_000)
            try measureBackend(part: nil)
        }
    }

    private static func measureInProcess(spans asked: Int) async throws {
        let count = max(asked / 512, 1)
        var shop = ShopSpans(seed: 42)
        let requests = (0..<count).map { _ in shop.nextRequest() }
        try measureDecoding(requests, spans: count * 512)
        try measureSegments(requests)
        let store = try await measureStoring(requests, spans: count * 512)
        try await measureSearching(
            store,
            known: requests[requests.count / 10],
            newest: requests.suffix(400)
        )
        try await measureLog(requests, spans: count * 512)
    }

    private static func measureLogAlone(spans asked: Int) async throws {
        let count = max(asked / 512, 1)
        var shop = ShopSpans(seed: 42)
        try await measureLog((0..<count).map { _ in shop.nextRequest() }, spans: count * 512)
    }

    private static func measureBackend(part: String?) throws {
        print("")
        printMachine()
        let parts: [(name: String, measure: () throws -> Void)] = [
            ("start", measureStart), ("throughput", measureThroughput),
            ("questions", measureQuestions), ("overload", measureOverload),
        ]
        for (name, measure) in parts where part == nil || part == name { try measure() }
    }

    private static func printMachine() {
        let load = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)) ?? ""
        row("load average before", load.split(separator: " ").prefix(3).joined(separator: " "))
    }
}
