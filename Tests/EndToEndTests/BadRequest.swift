import Compression
import TestSupport
import Testing
import TraceModel
import WireFormats

/// An OTLP request that no good sender makes, and what has to come of it.
struct BadRequest: CustomTestStringConvertible, Sendable {
    var name: String
    var type = "application/x-protobuf"
    var encoding: String?
    var body: [UInt8]
    var status = 400
    /// Spans of the trace ``trace`` that are kept of it.
    var kept = 0

    var testDescription: String { name }

    static let trace = TraceID.named("bad")

    static func all() throws -> [BadRequest] { try unreadable() + odd() }

    /// Bodies of which nothing is taken.
    private static func unreadable() throws -> [BadRequest] {
        let good = request(plain)
        var random = SeededGenerator(seed: 3)
        let garbage = [0xFF] + (0..<5000).map { _ in UInt8.random(in: 0x80...0xFF, using: &random) }
        let zeros = [UInt8](repeating: 0, count: 100 << 20)
        var requests = [
            BadRequest(name: "text", type: "text/plain", body: good, status: 415),
            BadRequest(
                name: "a form",
                type: "application/x-www-form-urlencoded",
                body: good,
                status: 415
            ),
            BadRequest(name: "protobuf called JSON", type: "application/json", body: good),
            BadRequest(name: "garbage", body: garbage),
            BadRequest(name: "garbage called JSON", type: "application/json", body: garbage),
            BadRequest(name: "garbage called gzip", encoding: "gzip", body: garbage),
            BadRequest(name: "garbage called zstd", encoding: "zstd", body: garbage),
            BadRequest(
                name: "a hundred thousand brackets",
                type: "application/json",
                body: [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
            ),
            BadRequest(name: "100 MB", body: zeros, status: 413),
        ]
        for length in [1, good.count / 3, good.count / 2, good.count - 1] {
            requests.append(BadRequest(name: "cut at \(length)", body: Array(good.prefix(length))))
        }
        for coding in [ContentCoding.gzip, .zstd, .deflate] {
            let bomb = try compress(zeros, coding: coding)
            let name = coding.rawValue
            for type in ["application/x-protobuf", "application/json"] {
                requests.append(
                    BadRequest(
                        name: "a bomb of \(name), \(type)",
                        type: type,
                        encoding: name,
                        body: bomb,
                        status: 413
                    )
                )
            }
            let cut = try compress(good, coding: coding).dropLast(5)
            requests.append(BadRequest(name: "\(name) cut", encoding: name, body: Array(cut)))
        }
        return requests
    }

    /// Spans that are taken, whatever they look like.
    private static func odd() -> [BadRequest] {
        func span(_ name: String, kept: Int = 1, _ change: (inout PlainSpan) -> Void) -> BadRequest
        {
            var span = plain
            span.name = name
            change(&span)
            return BadRequest(name: name, body: request(span), status: 200, kept: kept)
        }
        var deep = AttributeValue.string("bottom")
        for _ in 0..<100 { deep = .map([Attribute(key: "k", value: .array([deep]))]) }
        let name = Array("no text".utf8)
        var notUTF8 = request(plain { $0.name = "no text" })
        for place in notUTF8.indices where notUTF8[place...].starts(with: name) {
            notUTF8[place] = 0xFF
        }
        return [
            BadRequest(name: "no spans", body: [], status: 200),
            BadRequest(
                name: "no spans in JSON",
                type: "application/json",
                body: Array(#"{"resourceSpans":[]}"#.utf8),
                status: 200
            ),
            BadRequest(name: "a name that is no text", body: notUTF8, status: 200, kept: 1),
            span("trace id zero", kept: 0) { $0.traceID = .zero },
            span("span id zero") { $0.spanID = .zero },
            span("its own parent") { $0.parentID = $0.spanID },
            span("start after end") { $0.end = $0.start - 1_000_000 },
            span("ten thousand attributes") { span in
                span.attributes = (0..<10_000).map {
                    Attribute(key: "key \($0)", value: .string("value \($0)"))
                }
            },
            span("nested two hundred deep") {
                $0.attributes = [Attribute(key: "deep", value: deep)]
            },
            span("one key a thousand times") { span in
                span.attributes = (0..<1000).map { Attribute(key: "k", value: .int($0)) }
            },
            span("1970") { ($0.start, $0.end) = (0, 1) },
            span("2262") { ($0.start, $0.end) = (1 << 63 - 8, 1 << 63 - 1) },
            span("the end of time") { ($0.start, $0.end) = (.max, .max) },
            span("a name of a megabyte") { $0.name = String(repeating: "x", count: 1 << 20) },
        ]
    }

    private static var plain: PlainSpan {
        var span = PlainSpan()
        span.traceID = trace
        span.spanID = SpanID(7)
        span.name = "plain"
        span.resource.name = "bad sender"
        span.start = 1_790_000_000_000_000_000
        span.end = 1_790_000_000_000_000_007
        return span
    }

    private static func plain(_ change: (inout PlainSpan) -> Void) -> PlainSpan {
        var span = plain
        change(&span)
        return span
    }

    private static func request(_ span: PlainSpan) -> [UInt8] {
        OTLPProtobufEncoder.encode(SpanBatch([span]))
    }
}
