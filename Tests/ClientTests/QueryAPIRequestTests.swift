import Client
import Foundation
import TestSupport
import Testing
import TraceModel
import WireFormats

struct QueryAPIRequestTests {
    @Test(arguments: [
        ("http://h:16686", "http://h:16686/api/services"),
        ("http://h:16686/", "http://h:16686/api/services"),
        ("https://h/a/b//", "https://h/a/b/api/services"),
        ("h:16686/jaeger/", "http://h:16686/jaeger/api/services"),
        ("HTTPS://[::1]:1/x?y#z", "https://[::1]:1/x/api/services"),
        (" http://h ", "http://h/api/services"),
    ])
    func `the slash between base URL and path is never doubled`(base: String, url: String) throws {
        #expect(try BaseURL(base).url(of: .legacyServices) == url)
    }

    @Test(arguments: ["", "ftp://h", "http://", "http://user:secret@h", "http://:80", "file:///x"])
    func `what is no address of a server is refused without showing secrets`(base: String) {
        let error = #expect(throws: TraceReaderError.self) { try BaseURL(base) }
        #expect(error?.kind == .invalidQuery)
        #expect(error?.message.contains("secret") == false)
    }

    @Test(arguments: ["a/b", "100%", "a b", "ünï", "a+b", "%2F", "..", "a?b#c&d=e", "\u{1F600}"])
    func `odd service names arrive as they are`(name: String) throws {
        let path = try #require(
            URLComponents(
                string: "http://h" + QueryAPIRequest.legacyOperationNames(of: name).target
            )
        )
        #expect(path.percentEncodedPath.split(separator: "/").count == 4)
        #expect(path.path == "/api/services/\(name)/operations")
        for request in [QueryAPIRequest.legacyOperations(of: name), .v3Operations(of: name)] {
            let parts = try #require(URLComponents(string: "http://h" + request.target))
            #expect(parts.queryItems == [URLQueryItem(name: "service", value: name)])
            #expect(!request.target.contains("+"), "a plus sign would be read as a blank")
        }
    }

    @Test func `the legacy search has documented parameters alone`() {
        let names = QueryAPIRequest.legacySearch(everything).parameters.map(\.name)
        #expect(
            names == [
                "service", "operation", "tags", "minDuration", "maxDuration", "start", "end",
                "limit", "raw",
            ]
        )
    }

    @Test func `a v3 search has every parameter in both spellings`() {
        for request in [QueryAPIRequest.v3Search(everything), .summaries(everything)] {
            let values = Dictionary(
                request.parameters.map { ($0.name, $0.value) },
                uniquingKeysWith: { first, _ in first }
            )
            for (new, old) in [
                ("startTimeMin", "start_time_min"), ("startTimeMax", "start_time_max"),
                ("serviceName", "service_name"), ("operationName", "operation_name"),
                ("durationMin", "duration_min"), ("durationMax", "duration_max"),
                ("searchDepth", "search_depth"), ("searchDepth", "num_traces"),
                ("rawTraces", "raw_traces"),
            ] {
                #expect(values["query." + new] != nil)
                #expect(values["query." + new] == values["query." + old])
            }
        }
    }

    @Test func `a window of no length still lets v3 find what starts then`() {
        var query = everything
        query.end = query.start
        let request = QueryAPIRequest.summaries(query)
        let values = request.parameters.filter { $0.name.hasSuffix("startTimeMax") }.map(\.value)
        #expect(values == [RFC3339.text(of: query.start.advanced(by: 1))])
    }

    @Test func `metrics of several services are one question`() {
        let query = MetricsQuery(
            services: ["a", "b"],
            end: Timestamp(nanoseconds: 5_000_000_000),
            lookback: 60_000_000_000,
            step: 10
        )
        let target = QueryAPIRequest.metrics(.latency(quantile: 0.95), query).target
        #expect(
            target == "/api/metrics/latencies?service=a&service=b&endTs=5000&lookback=60000&step=1"
                + "&ratePer=120000&quantile=0.95"
        )
    }

    @Test func `kinds are named where they are not those that servers count by themselves`() {
        let query = MetricsQuery(
            services: ["a"],
            kinds: [.unspecified, .client],
            end: Timestamp(nanoseconds: 5_000_000_000),
            lookback: 60_000_000_000,
            step: 60_000_000_000
        )
        #expect(
            QueryAPIRequest.metrics(.calls, query).target
                == "/api/metrics/calls?service=a&spanKind=client&spanKind=unspecified&endTs=5000"
                + "&lookback=60000&step=60000&ratePer=120000"
        )
    }

    @Test(arguments: 0..<20)
    func `any query read back from its URL is the same`(round: Int) throws {
        let seed = UInt64(1000 + round)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let query = QueryMaker.query(&random)
            let v3 = try #require(
                URLComponents(string: "http://h" + QueryAPIRequest.summaries(query).target)
            )
            #expect(try QueryMaker.readV3(v3) == query, "seed \(seed)")
            // The legacy form has microseconds, so its queries are made of those.
            var coarse = query
            coarse.start = Timestamp(microseconds: query.start.microseconds)
            coarse.end = Timestamp(microseconds: query.end.microseconds)
            let legacy = try #require(
                URLComponents(string: "http://h" + QueryAPIRequest.legacySearch(coarse).target)
            )
            #expect(try QueryMaker.readLegacy(legacy) == coarse, "seed \(seed)")
        }
    }

    private let everything = TraceQuery(
        service: "s",
        operation: "o",
        attributes: [AttributeCondition(key: "k", value: "v")],
        minDuration: 1,
        maxDuration: 2,
        start: Timestamp(nanoseconds: 1),
        end: Timestamp(nanoseconds: 2001),
        limit: 3,
        raw: true
    )
}

/// Random queries, and the way back from a URL, by Foundation's own parsers.
private enum QueryMaker {
    static func query(_ random: inout SeededGenerator) -> TraceQuery {
        let start = UInt64.random(in: 0..<4_000_000_000_000_000_000, using: &random)
        let length = UInt64.random(in: 2000..<1_000_000_000_000_000, using: &random)
        var keys: Set<String> = []
        let attributes = (0..<Int.random(in: 0...3, using: &random)).map { _ in
            AttributeCondition(key: text(&random), value: text(&random))
        }.filter { keys.insert($0.key).inserted }.sorted { $0.key < $1.key }
        return TraceQuery(
            service: Bool.random(using: &random) ? text(&random) : nil,
            operation: Bool.random(using: &random) ? text(&random) : nil,
            attributes: attributes,
            minDuration: Bool.random(using: &random)
                ? .random(in: 0 ... .max, using: &random) : nil,
            maxDuration: Bool.random(using: &random) ? .random(in: 0...9999, using: &random) : nil,
            start: Timestamp(nanoseconds: start),
            end: Timestamp(nanoseconds: start + length),
            limit: Int.random(in: 1...100_000, using: &random),
            raw: Bool.random(using: &random)
        )
    }

    private static func text(_ random: inout SeededGenerator) -> String {
        let alphabet = Array("aZ09 /%+&=?#\"\\\n\u{0}ünï漢😀.-_~:;,<>{}")
        let count = Int.random(in: 1...12, using: &random)
        return String((0..<count).map { _ in alphabet.randomElement(using: &random) ?? "a" })
    }

    static func readV3(_ url: URLComponents) throws -> TraceQuery {
        let values = values(url)
        return TraceQuery(
            service: values["query.serviceName"],
            operation: values["query.operationName"],
            attributes: try attributes(values["query.attributes"]),
            minDuration: values["query.durationMin"].flatMap { GoDuration.parse($0) },
            maxDuration: values["query.durationMax"].flatMap { GoDuration.parse($0) },
            start: try #require(values["query.startTimeMin"].flatMap { RFC3339.parse($0) }),
            end: try #require(values["query.startTimeMax"].flatMap { RFC3339.parse($0) }),
            limit: try #require(values["query.searchDepth"].flatMap { Int($0) }),
            raw: values["query.rawTraces"] == "true"
        )
    }

    static func readLegacy(_ url: URLComponents) throws -> TraceQuery {
        let values = values(url)
        return TraceQuery(
            service: values["service"],
            operation: values["operation"],
            attributes: try attributes(values["tags"]),
            minDuration: values["minDuration"].flatMap { GoDuration.parse($0) },
            maxDuration: values["maxDuration"].flatMap { GoDuration.parse($0) },
            start: Timestamp(microseconds: try #require(values["start"].flatMap { UInt64($0) })),
            end: Timestamp(microseconds: try #require(values["end"].flatMap { UInt64($0) })),
            limit: try #require(values["limit"].flatMap { Int($0) }),
            raw: values["raw"] == "true"
        )
    }

    private static func values(_ url: URLComponents) -> [String: String] {
        Dictionary(
            (url.queryItems ?? []).map { ($0.name, $0.value ?? "") },
            uniquingKeysWith: { first, _ in first }
        )
    }

    private static func attributes(_ text: String?) throws -> [AttributeCondition] {
        guard let text else { return [] }
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
        return try #require(object as? [String: String])
            .map { AttributeCondition(key: $0.key, value: $0.value) }
            .sorted { $0.key < $1.key }
    }
}
