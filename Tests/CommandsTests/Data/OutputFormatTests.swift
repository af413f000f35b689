import Foundation
import TestSupport
import Testing
import TraceAnalysis
import TraceModel

@testable import Commands

/// Every list in every form that has columns.
@Suite struct OutputFormatTests {
    private static let time = Timestamp(nanoseconds: TraceSketch.defaultEpoch)

    private static let reader = StubReader(
        services: .success(["cart", "pay, \"ment\""]),
        operations: [
            Operation(name: "GET /", kind: .server),
            Operation(name: "tick|tock", kind: .unspecified),
        ],
        answer: .success(
            SearchAnswer(
                summaries: (FailingShop.traces.prefix(2) + [orderTrace]).map { TraceSummary($0) },
                limitHit: false
            )
        ),
        traces: FailingShop.traces + [orderTrace],
        metrics: [
            ServiceMetrics(
                service: "cart",
                callsPerSecond: [
                    MetricPoint(time: time.advanced(by: 1_740_000_000_000), value: 12.06)
                ],
                errorShare: [MetricPoint(time: time.advanced(by: 1_740_000_000_000), value: 0.023)],
                p50: [MetricPoint(time: time.advanced(by: 1_740_000_000_000), value: 2_500_000)],
                p95: [MetricPoint(time: time.advanced(by: 1_740_000_000_000), value: 1e30)]
            )
        ]
    )

    private static let commands = [
        ("services", "services --rates"), ("operations", "operations a"), ("traces", "traces"),
        ("errors", "errors"), ("monitor", "monitor cart"), ("trace", "trace \(orderTrace.id.hex)"),
        ("find", "find \(orderTrace.id.hex) service=payment"),
        ("span", "span \(orderTrace.id.hex) \(SpanID.named("Charge").hex)"),
        ("stats", "stats \(orderTrace.id.hex) --by service --then operation"),
        ("flame", "flame \(orderTrace.id.hex)"),
        ("spans", "spans \(orderTrace.id.hex) --sort self"),
        ("events", "events \(orderTrace.id.hex)"), ("graph", "graph \(orderTrace.id.hex)"),
    ]

    @Test(arguments: ["wide", "csv", "tsv", "markdown"])
    func `every command has every form`(_ form: String) async throws {
        var pages: [String] = []
        for (_, command) in Self.commands {
            let answer = try await printed("\(command) -o \(form)", from: Self.reader)
            #expect(answer.code == .found, "\(command)")
            pages.append("$ spoor \(command.prefix { $0 != " " }) …\n\(answer.text)")
        }
        let text = Self.shown(pages.joined(separator: "\n"))
        expectGolden(text, named: "form-\(form)", in: "CommandsTests")
    }

    /// With whatever would act on a terminal as its code point, so that expected texts can be read there.
    private static func shown(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { shown, scalar in
            let category = scalar.properties.generalCategory
            let acts = category == .control || category == .format
            shown +=
                acts && scalar != "\n" && scalar != "\t"
                ? "{\(String(scalar.value, radix: 16))}" : String(scalar)
        }
    }

    @Test(arguments: commands.map(\.0))
    func `the names of CSV are those of JSON`(_ name: String) async throws {
        guard name != "span" else { return }
        let command = Self.commands.first { $0.0 == name }?.1 ?? ""
        let csv = try await printed("\(command) -o csv", from: Self.reader).text
        let json = try await printed("\(command) -o ndjson", from: Self.reader).text
        let line = try #require(json.split(separator: "\n").first)
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        )
        let names = csv.prefix { $0 != "\n" }.split(separator: ",").map { $0.prefix { $0 != "." } }
        let missing = Set(object.keys).subtracting(names.map(String.init))
        #expect(missing.isEmpty)
    }

    @Test(arguments: [
        ("traces --columns id,duration", "TRACE", "traceID,durationNanos"),
        ("services --columns name,p95", "SERVICE", "name,p95Nanos"),
        ("operations a --columns kind", "KIND", "kind"),
        ("errors --columns what,count", "WHAT", "cause,message,count"),
        ("monitor cart --columns p95,from", "P95", "p95Nanos,from,to"),
    ])
    func `chosen columns are shown in their order`(
        _ command: String,
        _ title: String,
        _ names: String
    ) async throws {
        let table = try await printed(command, from: Self.reader).text
        let first = table.split(separator: "\n").first?.split(separator: " ").first
        #expect(first.map(String.init) == title)
        let csv = try await printed("\(command) -o csv", from: Self.reader).text
        #expect(csv.prefix { $0 != "\n" } == names)
        let json = try await printed("\(command) -o ndjson", from: Self.reader).text
        let keys = names.split(separator: ",").map { "\"\($0)\":" }
        var rest = json[...]
        for key in keys {
            let found = try #require(rest.range(of: key), "\(key) in its place")
            rest = rest[found.upperBound...]
        }
    }

    @Test func `a tree shows the columns chosen, without it only spans`() async throws {
        let id = orderTrace.id.hex
        let tree = try await printed("trace \(id) --columns duration,tree", from: Self.reader).text
        #expect(tree.contains("DURATION  SPAN\n") && tree.contains("missing span"))
        let list = try await printed("trace \(id) --columns duration,name", from: Self.reader).text
        #expect(list.contains("DURATION  NAME\n") && !list.contains("missing span"))
    }

    @Test func `an empty list of values still has its names, and an empty table nothing`()
        async throws
    {
        let csv = try await printed("traces -o csv", from: StubReader())
        #expect(csv.code == .nothingFound && csv.text.hasPrefix("traceID,start,end,durationNanos,"))
        #expect(csv.text.split(separator: "\n").count == 1)
        #expect(try await printed("traces -o markdown", from: StubReader()).text == "")
    }

    @Test func `all columns are whole on a narrow terminal too`() async throws {
        let wide = try await printed("traces -o wide", from: Self.reader, .terminal(40)).text
        let pipe = try await printed("traces -o wide", from: Self.reader).text
        #expect(wide == pipe && wide.contains("ORPHANS"))
    }

    @Test func `one name alone has no heading unless it was chosen`() async throws {
        let names = StubReader(services: .success(["a"]))
        #expect(try await printed("services -o wide", from: names).text == "a\n")
        #expect(try await printed("services --columns name", from: names).text == "SERVICE\na\n")
        #expect(try await printed("services -o csv", from: names).text == "name\na\n")
    }
}
