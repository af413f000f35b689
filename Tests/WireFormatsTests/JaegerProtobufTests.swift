import TestSupport
import Testing
import TraceModel

@testable import WireFormats

/// Batches as clients of Jaeger's collector sent them (`Tests/Fixtures/collector-grpc`).
@Suite struct JaegerProtobufTests {
    private static func request(_ name: String) throws -> [UInt8] {
        try recordedBody(name, in: "collector-grpc")
    }

    private static func spans(_ name: String) throws -> [PlainSpan] {
        try JaegerProtobufDecoder.decodeRequest(request(name)).plainSpans
    }

    @Test func `times, tags, logs and the parent come through`() throws {
        let spans = try Self.spans("post-two-spans")
        #expect(spans.count == 2)
        let parent = spans[0]
        #expect(parent.traceID.hex == String(repeating: "a1", count: 16))
        #expect(parent.spanID == SpanID(0x1100_0000_0000_0001))
        #expect(parent.parentID == .zero)
        #expect(parent.name == "parent")
        #expect(parent.kind == .server, "span.kind is a column")
        #expect(parent.flags == 1)
        #expect(parent.end - parent.start == 250_123_456)
        #expect(parent.start % 1_000_000_000 == 1_456_789)
        #expect(parent.resource.name == "legacy-shop")
        #expect(
            parent.resource.attributes == [
                Attribute(key: "hostname", value: .string("host-1")),
                Attribute(key: "ip", value: .string("10.0.0.7")),
                Attribute(key: "jaeger.version", value: .string("Go-2.30.0")),
            ]
        )
        #expect(
            parent.attributes == [
                Attribute(key: "sampler.type", value: .string("const")),
                Attribute(key: "sampler.param", value: .bool(true)),
                Attribute(key: "http.status_code", value: .int(200)),
                Attribute(key: "big", value: .int(9_007_199_254_740_993)),
            ]
        )
        let child = spans[1]
        #expect(child.parentID == parent.spanID)
        #expect(child.links == [])
        #expect(child.attributes == [Attribute(key: "error", value: .bool(true))])
        let event = try #require(child.events.first)
        #expect(event.name == "error")
        #expect(event.time - child.start == 10_000_000)
        #expect(
            event.attributes == [
                Attribute(key: "message", value: .string("it broke")),
                Attribute(key: "attempt", value: .int(2)),
            ]
        )
    }

    @Test func `a process of a span's own, warnings, equal keys and references are kept`() throws {
        let spans = try Self.spans("post-odd-spans")
        #expect(spans.count == 3)
        #expect(spans[0].resource.name == "other-shop")
        #expect(
            spans[0].resource.attributes == [Attribute(key: "zone", value: .string("b"))]
        )
        #expect(spans[0].warnings == ["sent with a warning"])
        #expect(
            spans[0].attributes == [
                Attribute(key: "f", value: .double(-0.5)),
                Attribute(key: "bin", value: .bytes(Array(0...39))),
                Attribute(key: "empty", value: .string("")),
                Attribute(key: "dup", value: .string("a")),
                Attribute(key: "dup", value: .string("b")),
                Attribute(key: "no", value: .bool(false)),
                Attribute(key: "zero", value: .int(0)),
            ]
        )
        #expect(spans[1].resource.name == "legacy-shop")
        #expect(spans[1].name == "")
        #expect(spans[1].flags == 11)
        #expect(spans[1].parentID == spans[0].spanID, "of another trace is no parent")
        #expect(spans[1].links.map(\.type) == [.childOf])
        #expect(spans[1].links.first?.traceID.hex == String(repeating: "a1", count: 16))
        #expect(spans[1].end == spans[1].start)
        #expect(spans[2].spanID == spans[1].spanID)
    }

    @Test func `what is missing stays missing`() throws {
        let short = try #require(try Self.spans("post-64-bit").first)
        #expect(short.traceID == TraceID(high: 0, low: 0xC3C3_C3C3_C3C3_C3C3))
        let alone = try #require(try Self.spans("post-no-process").first)
        #expect(!alone.hasServiceName)
        #expect(try Self.spans("post-no-spans").isEmpty)
        #expect(try Self.spans("post-no-batch").isEmpty)
        #expect(try Self.spans("post-no-ids").first?.traceID == .zero)
        let timeless = try #require(try Self.spans("post-no-times").first)
        #expect((timeless.start, timeless.end) == (0, 0))
        #expect(timeless.warnings == [])
        let negative = try #require(try Self.spans("post-negative-duration").first)
        #expect(negative.start - negative.end == 1_000_000_000)
    }

    @Test func `what cannot be read is named, with its place`() throws {
        func message(_ name: String) throws -> String {
            do {
                _ = try JaegerProtobufDecoder.decodeRequest(try Self.request(name))
                return ""
            } catch let error as ProtobufError { return "\(error)" }
        }
        #expect(
            try message("post-bad-id-3-bytes")
                == "not a batch of Jaeger spans: invalid trace id length 3, not 16 bytes, at byte 6"
                + " in batch.spans[0].trace_id"
        )
        #expect(try message("post-bad-span-id-4-bytes").contains("invalid span id length 4"))
        #expect(try message("post-malformed").hasPrefix("not a batch of Jaeger spans: "))
    }

    @Test func `spans are counted without being read`() throws {
        for name in ["post-two-spans", "post-odd-spans", "post-no-spans", "post-no-batch"] {
            let request = try Self.request(name)
            #expect(
                try JaegerProtobufDecoder.spanCount(request) == Self.spans(name).count,
                "\(name)"
            )
        }
        #expect(JaegerProtobufDecoder.spanCount(try Self.request("post-malformed")) == nil)
    }

    @Test(arguments: 1...3 as ClosedRange<UInt64>)
    func `damaged bytes give a batch or an error`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var outcomes: Set<Bool> = []
        for name in ["post-two-spans", "post-odd-spans"] {
            let request = try Self.request(name)
            for _ in 0..<2000 {
                var damaged = request
                for _ in 0...Int.random(in: 0...4, using: &generator) {
                    let place = Int.random(in: damaged.indices, using: &generator)
                    damaged[place] = UInt8.random(in: 0...255, using: &generator)
                }
                outcomes.insert((try? JaegerProtobufDecoder.decodeRequest(damaged)) != nil)
            }
        }
        #expect(outcomes == [true, false], "seed \(seed)")
    }

    @Test(
        arguments: [
            (ProtobufTime(seconds: 5, rest: 7), 5_000_000_007, false),
            (ProtobufTime(seconds: 0, rest: 0), 0, false),
            (ProtobufTime(seconds: -62_135_596_800, rest: 0), 0, true),
            (ProtobufTime(seconds: -1, rest: 5), 0, true),
            (ProtobufTime(seconds: 5, rest: -7), 4_999_999_993, false),
            (ProtobufTime(seconds: .max, rest: 0), .max, true),
            (ProtobufTime(seconds: 18_446_744_073, rest: 709_551_614), .max - 1, false),
        ] as [(ProtobufTime, UInt64, Bool)]
    )
    func `a time is the nearest that can be held`(
        time: ProtobufTime,
        nanoseconds: UInt64,
        isOutside: Bool
    ) {
        #expect(time.sinceEpoch == nanoseconds)
        #expect(time.isOutside == isOutside)
    }
}
