import Foundation
import TestSupport
import Testing
import TraceModel

@testable import WireFormats

/// The documented JSON: written and read back.
struct SpoorJSONTests {
    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private func document(_ span: Span) -> String {
        text(JSONWriter.document { $0.spoorSpan(span) })
    }

    /// A trace of one plain span.
    private func trace(_ change: (inout PlainSpan) -> Void) throws -> Trace {
        var span = PlainSpan()
        span.traceID = TraceID(high: 0, low: 0xabc)
        span.spanID = SpanID(0xdef)
        change(&span)
        var builder = TraceBuilder()
        builder.append(span)
        return try #require(builder.finish().first)
    }

    private func read(_ text: String) throws -> PlainSpan {
        let decoded = try decode(text)
        #expect(decoded.report.notes == [])
        return PlainSpan(try #require(decoded.traces.first?.spans.first))
    }

    @Test(arguments: 0..<150 as Range<UInt64>)
    func `everything that a trace can hold comes back`(_ seed: UInt64) throws {
        var source = RandomTraces(random: SeededGenerator(seed: seed))
        let traces = source.make()
        let written = encodeTraces(traces, as: .spoorJSON)
        let decoded = try decodeTraces(written)
        let all = DecodedTraces(traces: traces, serverErrors: [], report: DecodeReport())
        #expect(decoded.records == all.records, "seed \(seed)")
        #expect(decoded.report.notes == [], "seed \(seed)")
        #expect(text(encodeTraces(decoded.traces, as: .spoorJSON)) == text(written), "seed \(seed)")
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `spans that share resources, keys and odd values come back one by one`(
        _ seed: UInt64
    ) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<20 {
            let plain = PlainSpan.random(using: &random)
            var builder = TraceBuilder()
            builder.append(plain)
            let span = try #require(builder.finish().first?.spans.first)
            #expect(try read(document(span)) == plain, "seed \(seed)")
            var lines = JSONWriter(inLines: true)
            lines.spoorSpan(span, SpoorSpanFigures(selfTime: 1, criticalPath: 2, depth: 3))
            #expect(try read(text(Array(lines.takeLines().joined()))) == plain, "seed \(seed)")
        }
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `a span laid out has as many lines as its counts say, and each ends where one may`(
        _ seed: UInt64
    ) throws {
        var random = SeededGenerator(seed: seed)
        var builder = TraceBuilder()
        for _ in 0..<30 { builder.append(PlainSpan.random(using: &random)) }
        for trace in builder.finish() {
            for span in trace.spans {
                for figures in [nil, SpoorSpanFigures(selfTime: 1, criticalPath: 2, depth: 3)] {
                    var writer = JSONWriter(inLines: true)
                    writer.spoorSpan(span, figures, depth: 2)
                    let lines = writer.takeLines()
                    let bytes = Array(lines.joined())
                    let count = JSONWriter.spoorLineCount(of: span, hasFigures: figures != nil)
                    #expect(lines.count == count, "seed \(seed)")
                    let compact = JSONWriter.document { $0.spoorSpan(span, figures, depth: 2) }
                    #expect(try JSONValue(parsing: bytes) == (try JSONValue(parsing: compact)))
                }
            }
        }
    }

    @Test func `types that plain JSON does not tell stand beside the attributes`() throws {
        let trace = try trace { span in
            span.attributes = [
                Attribute(key: "whole", value: .double(3)),
                Attribute(key: "half", value: .double(0.5)),
                Attribute(key: "none", value: .double(-.infinity)),
                Attribute(key: "raw", value: .bytes([1, 2])),
                Attribute(key: "list", value: .array([.int(1), .double(1), .string("x")])),
                Attribute(
                    key: "map",
                    value: .map([
                        Attribute(key: "a", value: .bytes([])), Attribute(key: "b", value: .empty),
                    ])
                ),
            ]
        }
        let json = document(trace[0])
        #expect(
            json.contains(
                #""attributes":{"whole":3,"half":0.5,"none":"-Inf","raw":"AQI=","list":[1,1,"x"],"#
                    + #""map":{"a":"","b":null}},"attributeTypes":{"whole":"double","none":"double","#
                    + #""raw":"bytes","list":[null,"double",null],"map":{"a":"bytes","b":null}}"#
            ),
            "\(json)"
        )
        #expect(try read(json) == PlainSpan(trace[0]))
    }

    @Test func `a key given again keeps its place`() throws {
        let trace = try trace { span in
            span.attributes = [
                Attribute(key: "a", value: .int(1)), Attribute(key: "a", value: .double(2)),
                Attribute(key: "b", value: .int(3)), Attribute(key: "a", value: .int(4)),
            ]
        }
        let json = document(trace[0])
        #expect(
            json.contains(
                #""duplicateAttributes":[{"key":"a","value":2,"type":"double","place":1},"#
                    + #"{"key":"a","value":4,"place":3}]"#
            ),
            "\(json)"
        )
        #expect(try read(json) == PlainSpan(trace[0]))
    }

    @Test func `a service without a name is another than one with an empty name`() throws {
        for hasName in [false, true] {
            let trace = try trace { $0.hasServiceName = hasName }
            let read = try read(document(trace[0]))
            #expect(read.hasServiceName == hasName && read.resource.name == "")
        }
    }

    @Test func `times reach from the first to the last nanosecond`() throws {
        let trace = try trace { span in
            span.start = .max
            span.end = 0
        }
        #expect(try read(document(trace[0])) == PlainSpan(trace[0]))
    }

    @Test(arguments: ["\n", "", ","])
    func `spans may stand alone, one after the other or in a list`(separator: String) throws {
        let traces = try (1...3).map { number in
            try trace { $0.spanID = SpanID(UInt64(number)) }
        }
        let documents = traces.map { document($0[0]) }.joined(separator: separator)
        let decoded = try decode(separator == "," ? "[\(documents)]" : documents)
        #expect(decoded.traces.map(\.count) == [3])
        #expect(decoded.report.notes == [])
    }

    @Test func `members may come in any order`() throws {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<100 {
            let plain = PlainSpan.random(using: &random)
            var builder = TraceBuilder()
            builder.append(plain)
            let written = encodeTraces(builder.finish(), as: .spoorJSON)
            let sorted = text(sortedKeys(try JSONValue(parsing: written)))
            let read = try decode(sorted)
            #expect(read.report.notes == [])
            let span = PlainSpan(try #require(read.traces.first?.spans.first))
            // Sorting moves attributes as well; nothing else.
            #expect(span.events.map(\.time) == plain.events.map(\.time))
            #expect(span.resource.attributes.count == plain.resource.attributes.count)
            #expect(span.start == plain.start && span.warnings == plain.warnings)
            #expect(span.kind == plain.kind && span.parentID == plain.parentID)
        }
    }

    private func sortedKeys(_ value: JSONValue) -> [UInt8] {
        func write(_ value: JSONValue, _ writer: inout JSONWriter) {
            switch value {
            case .null: writer.null()
            case .bool(let flag): writer.bool(flag)
            case .int(let number): writer.number(number)
            case .double(let number): writer.number(number)
            case .string(let text): writer.string(text)
            case .array(let elements): writer.list(elements) { write($1, &$0) }
            case .object(let members):
                writer.object { writer in
                    for member in members.sorted(by: { $0.key < $1.key }) {
                        writer.key(text: member.key)
                        write(member.value, &writer)
                    }
                }
            }
        }
        return JSONWriter.document { write(value, &$0) }
    }

    @Test func `equal resources and scopes are kept once, arrays in them included`() throws {
        var builder = TraceBuilder()
        for number in 1...50 {
            var span = PlainSpan()
            span.traceID = TraceID(high: 0, low: 1)
            span.spanID = SpanID(UInt64(number))
            span.resource.name = "shop"
            span.resource.attributes = [
                Attribute(key: "argv", value: .array([.string("a"), .array([.double(1)])]))
            ]
            span.scope.name = "scope"
            builder.append(span)
        }
        let decoded = try decodeTraces(encodeTraces(builder.finish(), as: .spoorJSON))
        let columns = try #require(decoded.traces.first?.columns)
        #expect(Set(columns.resourceIndexes).count == 1)
        #expect(Set(columns.scopeIndexes).count == 1)
    }

    @Test func `figures and unknown members are passed over`() throws {
        let span = try read(
            #"{"traceID":"1","spanID":"2","new":{"spans":[{"a":[1]}]},"service":"a","selfNanos":1,"#
                + #""start":"1970-01-01T00:00:00.000000001Z","durationNanos":5,"notes":["x"]}"#
        )
        #expect(span.start == 1 && span.end == 6 && span.resource.name == "a")
    }

    @Test(arguments: [
        (#"{"service":"a"}"#, "it has no `traceID`"),
        (#"{"service":"a","traceID":"1"}"#, "it has no `spanID`"),
        (#"{"service":"a","traceID":"1","spanID":"2"}"#, "it has no `start`"),
        (
            #"{"service":"a","traceID":"1","spanID":"2","start":"now"}"#,
            #"`start` is "now", no time"#
        ),
        (
            #"{"service":"a","traceID":"1","spanID":"2","kind":"odd"}"#,
            #"`kind` is the string "odd""#
        ),
        (#"{"service":"a","traceID":"1","spanID":"2","flags":-1}"#, "`flags` is the number -1.0"),
        (
            #"{"service":"a","traceID":"1","spanID":"2","start":"1970-01-01T00:00:00Z","#
                + #""durationNanos":1,"attributes":{"a":"x"},"attributeTypes":{"a":"double"}}"#,
            "an attribute is not of the type that `attributeTypes` says"
        ),
    ])
    func `what cannot be read is told, and the span kept`(_ text: String, _ reason: String) throws {
        var decoder = TraceDecoder(format: .spoorJSON)
        try decoder.feed(Array(text.utf8))
        let decoded = try decoder.finish()
        #expect(decoded.traces.map(\.count) == [1])
        #expect(decoded.report.malformedSpans == 1)
        #expect(decoded.report.notes.contains { $0.contains(reason) }, "\(decoded.report.notes)")
    }

    @Test func `a list of summaries holds no traces, and says so`() throws {
        let decoded = try decode(
            #"{"traces":[{"traceID":"1","start":"1970-01-01T00:00:00Z","durationNanos":1}]}"#
        )
        #expect(decoded.traces.isEmpty)
        #expect(
            decoded.report.notes.contains("Trace 0000000000000001 has no `spans`."),
            "\(decoded.report.notes)"
        )
    }

    @Test func `cuts anywhere change nothing`() throws {
        var source = RandomTraces(random: SeededGenerator(seed: 3))
        let bytes = encodeTraces(source.make(), as: .spoorJSON)
        let whole = try decode(bytes, cutAt: [])
        for cut in stride(from: 1, to: bytes.count, by: max(1, bytes.count / 300)) {
            #expect(areIdentical(try decode(bytes, cutAt: [cut]), whole), "cut at \(cut)")
        }
    }
}
