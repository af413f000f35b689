import Foundation
import TestSupport
import Testing
import TraceAnalysis
import TraceModel

@testable import Commands

@Suite struct ListOutputTests {
    private let summaries = [
        TraceSummary(orderTrace),
        TraceSummary(
            id: TraceID(high: 0, low: 0xABC),
            rootService: "",
            rootOperation: "",
            start: Timestamp(nanoseconds: TraceSketch.defaultEpoch - 86_400_000_000_000),
            end: Timestamp(nanoseconds: TraceSketch.defaultEpoch),
            spanCount: 12_345,
            errorCount: 0,
            orphanCount: nil,
            services: []
        ),
        TraceSummary(
            id: .named("wide"),
            rootService: "注文",
            rootOperation: "確定する 🛒 \u{1B}]0;title\u{7} and a name that goes on and on and on",
            start: Timestamp(nanoseconds: TraceSketch.defaultEpoch),
            end: Timestamp(nanoseconds: TraceSketch.defaultEpoch + 1_500),
            spanCount: 1,
            errorCount: 1,
            orphanCount: 0,
            services: [ServiceShare(name: "注文", spanCount: 1, errorCount: 1)]
        ),
    ]

    private func reader(limitHit: Bool = false) -> StubReader {
        StubReader(
            answer: .success(
                SearchAnswer(
                    summaries: summaries,
                    limitHit: limitHit,
                    filteredHere: limitHit ? ["kind=server"] : [],
                    notes: limitHit ? ["2 spans were malformed"] : []
                )
            )
        )
    }

    @Test func `times that were corrected for clock skew are marked and said`() async throws {
        var moved = summaries[0]
        moved.movedSpanCount = 2
        let found = SearchAnswer(summaries: [moved, summaries[1]], limitHit: false)
        let answer = try await printed("traces", from: StubReader(answer: .success(found)))
        let lines = answer.text.split(separator: "\n")
        #expect(lines[1].contains(" ≈"))
        #expect(!lines[2].contains("≈"))
        #expect(
            answer.remarks.contains { $0.hasPrefix("1 trace has times corrected for clock skew") }
        )
    }

    @Test(arguments: [80, 100, 140]) func `a list of traces fits the terminal`(columns: Int)
        async throws
    {
        let answer = try await printed("traces", from: reader(), .terminal(columns))
        expectGolden(answer.text, named: "traces-\(columns)", in: "CommandsTests")
        #expect(answer.code == .found)
    }

    @Test func `a list of traces is whole on a pipe`() async throws {
        let answer = try await printed("traces", from: reader())
        expectGolden(answer.text, named: "traces-pipe", in: "CommandsTests")
    }

    @Test func `ASCII is enough`() async throws {
        let answer = try await printed("traces", from: reader(), .plain)
        let ours = answer.text.split(separator: "\n").filter { !$0.contains("注") }
        #expect(ours.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } }, "\(answer.text)")
    }

    @Test func `the JSON of a list says what stands beside the table`() async throws {
        let answer = try await printed("traces -o json", from: reader(limitHit: true))
        expectGolden(
            answer.text.replacing("},", with: "},\n"),
            named: "traces-json",
            in: "CommandsTests"
        )
        #expect(answer.remarks == [])
        let json = try JSONSerialization.jsonObject(with: Data(answer.output.bytes))
        let document = try #require(json as? [String: Any])
        #expect(document["limitHit"] as? Bool == true)
        #expect(document["notes"] as? [String] == ["2 spans were malformed"])
    }

    @Test func `each line of ndjson is a document and is written at once`() async throws {
        let answer = try await printed("traces -o ndjson", from: reader(limitHit: true))
        #expect(answer.output.pieces == 3)
        for line in answer.text.split(separator: "\n") {
            let json = try JSONSerialization.jsonObject(with: Data(line.utf8))
            #expect((json as? [String: Any])?["traceID"] is String)
        }
        #expect(
            answer.remarks == [
                "The limit of 20 traces was hit, there may be more; --limit asks for more.",
                "The server cannot filter by kind=server; spoor filtered its answer.",
                "2 spans were malformed",
            ]
        )
    }

    @Test func `a reader that leaves ends the writing`() async throws {
        let answer = try await printed("traces -o ndjson", from: reader(), patience: 1)
        #expect(answer.output.pieces == 1 && answer.code == .found)
    }

    @Test func `nothing found is said, and is exit code 1`() async throws {
        let answer = try await printed("traces", from: StubReader())
        #expect(answer.code == .nothingFound)
        #expect(answer.text.isEmpty)
        #expect(
            answer.remarks == [
                "No traces found. To search further back, add for example --last 1d."
            ]
        )
        let json = try await printed("traces -o json", from: StubReader())
        #expect(json.code == .nothingFound && json.text.hasPrefix("{\"traces\":[]"))
    }

    @Test func `services are bare names until rates are asked for`() async throws {
        let time = Timestamp(nanoseconds: TraceSketch.defaultEpoch)
        let reader = StubReader(
            services: .success(["cart", "pay\nment"]),
            metrics: [
                ServiceMetrics(
                    service: "cart",
                    callsPerSecond: [MetricPoint(time: time, value: 12.06)],
                    errorShare: [MetricPoint(time: time, value: 0.023)],
                    p50: [MetricPoint(time: time, value: 2_500_000)],
                    p95: [MetricPoint(time: time, value: .nan)]
                )
            ]
        )
        #expect(try await printed("services", from: reader).text == "cart\npay⏎ment\n")
        let rates = try await printed("services --rates", from: reader)
        expectGolden(rates.text, named: "services-rates", in: "CommandsTests")
        let json = try await printed("services --rates -o ndjson", from: reader)
        #expect(
            json.text == """
                {"name":"cart","callsPerSecond":12.06,"errorShare":0.023,"p50Nanos":2500000,"p95Nanos":null}
                {"name":"pay\\nment","callsPerSecond":null,"errorShare":null,"p50Nanos":null,"p95Nanos":null}

                """
        )
        let none = try await printed(
            "services --rates",
            from: StubReader(services: .success(["a"]))
        )
        #expect(none.remarks == ["This source has no metrics, so there are no rates."])
    }

    @Test(arguments: [1e19, -1, .infinity, .nan])
    func `a latency that is not a duration is unknown`(value: Double) async throws {
        let time = Timestamp(nanoseconds: TraceSketch.defaultEpoch)
        let point = MetricPoint(time: time, value: value)
        let reader = StubReader(
            services: .success(["cart"]),
            metrics: [ServiceMetrics(service: "cart", p50: [point], p95: [point])]
        )
        let table = try await printed("services --rates", from: reader).text
        #expect(table.hasSuffix("cart           –       –    –    –\n"))
        _ = try await printed("services --rates -o json", from: reader)
        _ = try await printed("monitor cart", from: reader)
        _ = try await printed("monitor cart -o json", from: reader)
    }

    @Test func `operations that the source does not list are told`() async throws {
        let partial = StubReader(operations: [Operation(name: "GET /", kind: nil)], omitted: 1500)
        let sentence =
            "The source does not list up to 1,500 more operations of `a`; searches find their traces."
        let answer = try await printed("operations a", from: partial)
        #expect(answer.code == .found)
        #expect(answer.output.remarks == [sentence])
        #expect(try await printed("operations a -o json", from: partial).text.contains(sentence))
    }

    @Test func `operations have kinds where the source tells them`() async throws {
        let kinds = StubReader(operations: [
            Operation(name: "GET /", kind: .server), Operation(name: "tick", kind: .unspecified),
        ])
        let table = try await printed("operations a", from: kinds).text
        #expect(table == "OPERATION  KIND\nGET /      server\ntick       –\n")
        let names = StubReader(operations: [Operation(name: "GET /", kind: nil)])
        #expect(try await printed("operations a", from: names).text == "GET /\n")
        #expect(
            try await printed("operations a -o json", from: names).text
                == "{\"service\":\"a\",\"operations\":[{\"name\":\"GET /\",\"kind\":null}],\"notes\":[]}\n"
        )
        #expect(try await printed("operations a", from: names).output.remarks.isEmpty)
        let nothing = try await printed("operations a", from: StubReader())
        #expect(nothing.code == .nothingFound && nothing.remarks.count == 1)
    }

    @Test func `every kind of failure has its exit code and its sentence`() async throws {
        let kinds: [(TraceReaderError.Kind, ExitCode)] = [
            (.notFound, .nothingFound), (.invalidQuery, .wrongUsage),
            (.unauthorized, .serverRefused), (.refused(status: 500), .serverRefused),
            (.unsupported, .serverRefused), (.malformedAnswer, .serverRefused),
            (.unreachable, .cannotConnect),
        ]
        for (kind, code) in kinds {
            let error = TraceReaderError(kind, "it went wrong")
            let answer = try await printed("services", from: StubReader(services: .failure(error)))
            #expect(answer.code == code && answer.remarks == ["it went wrong"], "\(kind)")
        }
        let cancelled = TraceReaderError(.cancelled, "cancelled")
        let answer = try await printed("services", from: StubReader(services: .failure(cancelled)))
        #expect(answer.code == .interrupted && answer.remarks == [])
    }

    @Test(arguments: ["traces", "traces -o wide", "traces -o csv", "traces -o json"])
    func `a trace that no span says the start of began at no time`(line: String) async throws {
        let summary = TraceSummary(
            id: .named("timeless"),
            rootService: "a",
            rootOperation: "b",
            start: .zero,
            end: .zero,
            spanCount: 1,
            errorCount: 0,
            orphanCount: 0,
            services: []
        )
        let answer = SearchAnswer(summaries: [summary], limitHit: false)
        let text = try await printed(line, from: StubReader(answer: .success(answer))).text
        #expect(!text.contains("1970"), "\(text)")
        if line.hasSuffix("json") { #expect(text.contains("\"start\":null"), "\(text)") }
    }
}
