import TestSupport
import Testing
import TraceModel

@testable import WireFormats

/// Reading spans in batches comes to what reading them one after the other comes to, whatever is in the document and wherever it is cut.
@Suite struct BatchTests {
    /// Batches so small that documents of tests have many.
    private static let small = SpanBatching(batchSize: 2_500, least: 5_000, helpers: 2)
    private static let none = SpanBatching(batchSize: .max / 2, least: .max, helpers: 0)

    private struct Outcome {
        var decoded: DecodedTraces
        var error: DecodeError?
    }

    private func outcome(
        _ bytes: [UInt8],
        _ batching: SpanBatching,
        pieces: Int = .max,
        limits: DecodeLimits = .none
    ) -> Outcome {
        var decoder = TraceDecoder(limits: limits)
        decoder.batching = batching
        do throws(DecodeError) {
            var rest = bytes[...]
            while !rest.isEmpty {
                let piece = Array(rest.prefix(pieces))
                rest = rest.dropFirst(piece.count)
                try decoder.feed(piece)
            }
            return Outcome(decoded: try decoder.finish())
        } catch {
            return Outcome(decoded: decoder.partial(), error: error)
        }
    }

    private func expectSame(
        _ bytes: [UInt8],
        _ comment: Comment,
        limits: DecodeLimits = .none
    ) {
        let usual = outcome(bytes, Self.none, limits: limits)
        // The first piece of all is read before it is known what is in it.
        for pieces in [20_011, 8_003] {
            for helpers in [0, 2] {
                var batching = Self.small
                batching.helpers = helpers
                let batched = outcome(bytes, batching, pieces: pieces, limits: limits)
                #expect(areIdentical(usual.decoded, batched.decoded), comment)
                #expect(usual.error?.offset == batched.error?.offset, comment)
                #expect(usual.error?.path == batched.error?.path, comment)
                #expect(usual.error?.expected == batched.error?.expected, comment)
            }
        }
    }

    /// One trace of many spans as Jaeger has it.
    private func document(seed: UInt64, spans: Int = 60) -> [UInt8] {
        var random = RandomTraces(random: SeededGenerator(seed: seed), fitsJaeger: true)
        random.spanCounts = spans...spans
        random.mostTraces = 1
        return encodeTraces(random.make(), as: .jaegerJSON)
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `batches joined are what would have been read one after the other`(_ seed: UInt64) {
        let bytes = document(seed: seed)
        expectSame(bytes, "seed \(seed)")
        var indenter = JSONIndenter(width: 4)
        expectSame(indenter.indent(bytes), "seed \(seed), on lines")
    }

    @Test func `documents of tests are read in batches`() throws {
        let bytes = document(seed: 1)
        var decoder = TraceDecoder()
        decoder.batching = Self.small
        try decoder.feed(Array(bytes.prefix(1_000)))
        try decoder.feed(Array(bytes.dropFirst(1_000)))
        #expect(decoder.batchedBytes > bytes.count / 2)
    }

    @Test(arguments: 1...15 as ClosedRange<UInt64>)
    func `a broken document breaks at the same place with the same spans before it`(
        _ seed: UInt64
    ) {
        var random = SeededGenerator(seed: seed)
        var bytes = document(seed: seed)
        if Bool.random(using: &random) {
            bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
        }
        for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            bytes[place] = UInt8.random(in: 0...255, using: &random)
        }
        expectSame(bytes, "seed \(seed)")
    }

    @Test func `what is told of a span has the number that the span has in the whole`() throws {
        let spans = (1...300).map { number in
            let start = number % 50 == 0 ? "\"never\"" : "\(number)"
            return """
                {"traceID":"1","spanID":"\(number)","operationName":"a","startTime":\(start),"duration":1,"processID":"p\(number % 3)"}
                """
        }
        let bytes = Array(
            "{\"data\":[{\"traceID\":\"1\",\"spans\":[\(spans.joined(separator: ","))],\"processes\":{}}]}"
                .utf8
        )
        expectSame(bytes, "malformed spans")
        #expect(outcome(bytes, Self.small).decoded.report.malformedSpans == 6)
    }

    @Test func `other lists whose objects begin like spans are not taken for lists of spans`() {
        let links = (1...20).map {
            "{\"traceID\":\"1\",\"spanID\":\"\($0)\",\"refType\":\"CHILD_OF\"}"
        }
        .joined(separator: ",")
        let spans = (1...60).map { number in
            """
            {"traceID":"1","spanID":"\(number)","operationName":"a","startTime":1,"duration":1,"references":[\(links)]}
            """
        }
        expectSame(
            Array("[{\"spans\":[\(spans.joined(separator: ","))]}]".utf8),
            "references that begin with the trace's id"
        )
    }

    @Test func `spans take the trace's id, services and processes of their own`() {
        let spans = (1...120).map { number in
            """
            {"traceID":"1","spanID":"\(number)","operationName":"a","startTime":1,"duration":1,\
            "process":{"serviceName":"s\(number % 7)","tags":[]}}
            """
        }
        expectSame(Array("{\"spans\":[\(spans.joined(separator: ","))]}".utf8), "own processes")
        let named = spans.map { $0.replacing("\"process\":{\"serviceName\"", with: "\"x\":{\"y\"") }
            .map { $0.replacing("\"duration\":1", with: "\"duration\":1,\"serviceName\":\"b\"") }
        expectSame(Array("{\"spans\":[\(named.joined(separator: ","))]}".utf8), "own services")
    }

    /// Spans of a list of OTLP, of every kind of value.
    private func otlpSpans(_ count: Int, seed: UInt64) -> String {
        var random = SeededGenerator(seed: seed)
        return (1...count).map { number in
            let digit = Int.random(in: 0...9, using: &random)
            return """
                {"traceId":"5b8efff798038103d269b633813fc60c","spanId":"\(hex(number))",\
                "parentSpanId":"\(hex(Int.random(in: 0...number, using: &random)))","name":"GET /\(digit)",\
                "kind":\(digit % 6),"startTimeUnixNano":"17000000000\(hex(number).suffix(8).filter(\.isNumber))",\
                "attributes":[{"key":"k\(digit)","value":{"stringValue":"ä \(number % 7)"}},\
                {"key":"n","value":{"intValue":"\(digit)"}},\
                {"key":"list","value":{"arrayValue":{"values":[{"boolValue":true},{"doubleValue":\(digit).5}]}}}],\
                "events":[{"name":"e\(digit)","timeUnixNano":"1","attributes":[{"key":"x","value":{"stringValue":"\(number)"}}]}],\
                "links":[{"traceId":"5b8efff798038103d269b633813fc60d","spanId":"\(hex(1))"}],\
                "status":{"code":\(digit % 3)}}
                """
        }.joined(separator: ",")
    }

    private func hex(_ number: Int) -> String {
        let text = String(number, radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }

    /// A document of OTLP; each number is how many spans a resource has in each of two scopes.
    private func otlpDocument(_ counts: [Int], seed: UInt64) -> String {
        let resources = counts.enumerated().map { place, count in
            let scopes = ["a", "b"].map { scope in
                """
                {"scope":{"name":"\(scope)","version":"\(seed)"},\
                "spans":[\(otlpSpans(count, seed: seed &+ UInt64(place)))]}
                """
            }
            return """
                {"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"s\(place)"}},\
                {"key":"host.name","value":{"stringValue":"h\(seed)"}}]},"scopeSpans":[\(scopes.joined(separator: ","))],\
                "schemaUrl":"https://example.com/\(place)"}
                """
        }
        return "{\"resourceSpans\":[\(resources.joined(separator: ","))]}"
    }

    private func batchedBytes(of bytes: [UInt8]) throws -> Int {
        var decoder = TraceDecoder()
        decoder.batching = Self.small
        try decoder.feed(Array(bytes.prefix(1_000)))
        try decoder.feed(Array(bytes.dropFirst(1_000)))
        return decoder.batchedBytes
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func `long lists of OTLP are read in batches, short ones are not`(_ seed: UInt64) throws {
        for counts in [[60, 40], [3, 2, 90, 1], [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2]] {
            let bytes = Array(otlpDocument(counts, seed: seed).utf8)
            expectSame(bytes, "seed \(seed), \(counts)")
            var indenter = JSONIndenter(width: 2)
            expectSame(indenter.indent(bytes), "seed \(seed), \(counts), on lines")
        }
        let long = Array(otlpDocument([90], seed: seed).utf8)
        // The second list is begun in the usual way, as the first one ended within a batch.
        #expect(try batchedBytes(of: long) > long.count / 3)
    }

    /// Lines of OTLP with other lines among them.
    private func lines(seed: UInt64, others: [String] = []) -> [UInt8] {
        var random = SeededGenerator(seed: seed)
        var lines = (1...40).map {
            otlpDocument([Int.random(in: 1...4, using: &random), 1], seed: seed &* 100 &+ $0)
        }
        for other in others {
            lines.insert(other, at: Int.random(in: 0...lines.count, using: &random))
        }
        return Array(lines.joined(separator: "\n").utf8)
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func `lines of OTLP are read in batches`(_ seed: UInt64) throws {
        let bytes = lines(seed: seed)
        expectSame(bytes, "seed \(seed)")
        expectSame(bytes + [0x0A, 0x0A], "seed \(seed), with an end")
        #expect(try batchedBytes(of: bytes) > bytes.count / 2)
    }

    @Test(
        arguments: [
            "", "  ", "some text", "{\"resourceSpans\":[]}", "{\"resourceSpans\":[{}]}", "{}",
            "{\"a\":1}",
            "{\"resourceSpans\":[{\"resource\":{}}]}", "{\"resourceSpans\":[{\"scopeSpans\":[]}]}",
            "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"n\"}]}]}],\"status\":\"PARTIAL\"}",
            "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"n\"}]}]}],\"error\":\"no\"}",
            "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"n\"}]}]}]} trailing",
            "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"n\"},7]}]}]}",
            "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"n\"}]}]}",
            "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"n\"}]}]},7]}",
            "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"n\",\"kind\":99}]}]}]}",
            "{\"resourceSpans\":[{\"scopeSpans\":[]}]}{\"spans\":[{\"traceID\":\"1\",\"spanID\":\"2\",\"operationName\":\"j\",\"startTime\":1,\"duration\":1}]}",
            "{\"spans\":[{\"traceID\":\"1\",\"spanID\":\"2\",\"operationName\":\"j\",\"startTime\":1,\"duration\":1}]}",
        ]
    )
    func `other lines among those of OTLP are read as they are without batches`(_ other: String) {
        for seed in 1...3 as ClosedRange<UInt64> {
            expectSame(lines(seed: seed, others: [other]), "seed \(seed), \(other)")
        }
    }

    @Test(arguments: 1...25 as ClosedRange<UInt64>)
    func `broken OTLP breaks at the same place with the same spans before it`(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var bytes =
            seed % 2 == 0 ? lines(seed: seed) : Array(otlpDocument([40, 30], seed: seed).utf8)
        if Bool.random(using: &random) {
            bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
        }
        for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            bytes[place] = UInt8.random(in: 0...255, using: &random)
        }
        expectSame(bytes, "seed \(seed)")
    }

    @Test func `memory is bounded as it is without batches`() {
        let limits = DecodeLimits(value: 100, span: 1 << 20, traces: 40_000, input: .max)
        let batched = outcome(document(seed: 3, spans: 2_000), Self.small, limits: limits)
        #expect(batched.error != nil)
        expectSame(
            document(seed: 4),
            "texts are cut",
            limits: DecodeLimits(value: 5, span: 1 << 20, traces: 1 << 30, input: .max)
        )
    }
}
