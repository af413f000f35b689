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
