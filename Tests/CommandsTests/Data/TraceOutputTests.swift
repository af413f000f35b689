import Client
import Foundation
import TestSupport
import Testing
import TraceModel
import WireFormats

@testable import Commands

@Suite struct TraceOutputTests {
    private let reader = StubReader(
        trace: TraceAnswer(trace: orderTrace, notes: ["1 span was malformed"])
    )
    private var id: String { orderTrace.id.hex }
    private var charge: String { SpanID.named("Charge").hex }

    @Test(arguments: [60, 80, 120]) func `a trace is a tree that fits the terminal`(columns: Int)
        async throws
    {
        let answer = try await printed("trace \(id)", from: reader, .terminal(columns))
        expectGolden(answer.text, named: "trace-\(columns)", in: "CommandsTests")
    }

    @Test func `a trace is whole on a pipe, and its notes stand beside it`() async throws {
        let answer = try await printed("trace \(id)", from: reader)
        expectGolden(answer.text, named: "trace-pipe", in: "CommandsTests")
        #expect(answer.remarks == ["1 span was malformed"])
        let plain = try await printed("trace \(id)", from: reader, .plain)
        expectGolden(plain.text, named: "trace-ascii", in: "CommandsTests")
    }

    @Test func `the JSON of a trace has its spans in the order of the tree`() async throws {
        let answer = try await printed("trace \(id) -o json", from: reader)
        let json = try JSONSerialization.jsonObject(with: Data(answer.output.bytes))
        let document = try #require(json as? [String: Any])
        let spans = try #require(document["spans"] as? [[String: Any]])
        #expect(
            spans.compactMap { $0["name"] as? String }
                == ["POST /checkout", "PlaceOrder", "Charge", "Ship"]
        )
        #expect(document["orphanCount"] as? Int == 1)
        #expect(document["issues"] as? [String] == ["1 orphan"])
        let smells = try #require(document["smells"] as? [[String: Any]])
        #expect(
            smells.map { $0["kind"] as? String } == ["swallowed error", "missing spans"]
        )
        #expect(document["notes"] as? [String] == ["1 span was malformed"])
        let lines = try await printed("trace \(id) -o ndjson", from: reader)
        #expect(lines.text.split(separator: "\n").count == 4)
    }

    @Test func `a span has all that is known of it`() async throws {
        for (style, name) in [(OutputStyle.pipe, "pipe"), (.terminal(60), "60")] {
            let answer = try await printed("span \(id) \(charge)", from: reader, style)
            expectGolden(answer.text, named: "span-\(name)", in: "CommandsTests")
        }
        let json = try await printed("span \(id) \(charge) -o json", from: reader, .terminal(80))
        expectGolden(json.text, named: "span-json", in: "CommandsTests")
    }

    @Test func `hostile text acts on no terminal, in no form`() async throws {
        for form in ["table", "json", "ndjson"] {
            for command in ["trace \(id)", "span \(id) \(charge)"] {
                let answer = try await printed("\(command) -o \(form)", from: reader)
                for scalar in answer.text.unicodeScalars where scalar != "\n" {
                    let category = scalar.properties.generalCategory
                    #expect(category != .control && category != .format, "\(form): \(scalar)")
                }
            }
        }
    }

    @Test func `escaping changes how JSON looks and not what it says`() async throws {
        let answer = try await printed("span \(id) \(charge) -o json", from: reader)
        let json = try JSONSerialization.jsonObject(with: Data(answer.output.bytes))
        let span = try #require(json as? [String: Any])
        let attributes = try #require(span["attributes"] as? [String: Any])
        #expect(attributes["note"] as? String == "\u{1B}[31mred\u{9B}0m \u{202E}gnp")
        #expect(attributes["twice"] as? Int == 1)
        let others = try #require(span["duplicateAttributes"] as? [[String: Any]])
        #expect(others.count == 1 && others[0]["value"] as? String == "two")
    }

    @Test(arguments: ["jaeger", "otlp"]) func `other programs' forms read back`(form: String)
        async throws
    {
        let answer = try await printed("trace \(id) -o \(form)", from: reader)
        let decoded = try decodeTraces(answer.output.bytes)
        #expect(decoded.traces.map(\.count) == [4])
    }

    @Test(arguments: ["json", "ndjson"]) func `the documented form reads back without loss`(
        form: String
    ) async throws {
        func spans(_ traces: [Trace]) -> [PlainSpan] {
            traces.flatMap(\.spans).map { PlainSpan($0) }.sorted { $0.spanID < $1.spanID }
        }
        let whole = try await printed("trace \(id) -o \(form)", from: reader)
        let decoded = try decodeTraces(whole.output.bytes)
        #expect(spans(decoded.traces) == spans([orderTrace]))
        #expect(decoded.report.notes == [])
        for style in [OutputStyle.pipe, .terminal(80)] {
            let one = try await printed("span \(id) \(charge) -o \(form)", from: reader, style)
            let span = try #require(try decodeTraces(one.output.bytes).traces.first?.spans.first)
            #expect(PlainSpan(span) == spans([orderTrace]).first { $0.spanID == span.id })
        }
    }

    @Test func `a span that is not there is said to be missing`() async throws {
        let answer = try await printed("span \(id) 1", from: reader)
        #expect(answer.code == .nothingFound)
        #expect(answer.remarks == ["Trace \(id) has no span 0000000000000001."])
    }

    @Test func `a deep trace keeps its newest levels`() async throws {
        let deep = StubReader(trace: TraceAnswer(trace: LargeTraces.chain(1000)))
        let answer = try await printed("trace \(id)", from: deep)
        let last = try #require(answer.text.split(separator: "\n").last)
        #expect(last.contains("(+798) ") && last.count < 1000)
    }

    @Test func `a trace of a file is corrected for clock skew, and --raw leaves it`() async throws {
        let file = RepositoryFiles.fixture("clock-skew/skew-otlp.json").path()
        let reader = FileReader(paths: [file])
        let trace = "trace 5b8aa5a2d2c872e8321cf37308d69d01"
        let corrected = try await printed(trace, from: reader)
        #expect(corrected.text.contains("≈100ms (5.1s recorded)"))
        #expect(
            corrected.remarks
                == ["2 spans were moved for clock skew; --raw leaves times as recorded."]
        )
        let raw = try await printed("\(trace) --raw", from: reader)
        #expect(raw.text.contains("5.1s") && raw.remarks.isEmpty)
        for (flag, isRaw) in [("", false), (" --raw", true)] {
            let json = try await printed("\(trace)\(flag) -o json", from: reader)
            #expect(json.text.contains("\"raw\":\(isRaw)"))
            #expect(json.text.contains("timestamps were adjusted") != isRaw)
        }
    }
}
