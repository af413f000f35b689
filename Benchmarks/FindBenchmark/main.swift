// Searches one generated trace by text and by expressions, as `/` does.
//
//   FindBenchmark [SPANS]    100,000 spans unless told otherwise

import Explorer
import PlainText
import TestSupport
import TraceModel

/// A tree of spans of a few services, twelve attributes each, two of which differ on every span.
func generate(_ count: Int) -> Trace {
    var builder = TraceBuilder()
    var draft = SpanDraft()
    var random = SeededGenerator(seed: 1)
    let resources = (0..<20).map { number in
        builder.addResource(
            serviceName: builder.strings.intern("service-\(number)"),
            attributes: [
                StoredAttribute(
                    key: builder.strings.intern("host.name"),
                    value: .string(builder.strings.intern("host-\(number)"))
                )
            ]
        )
    }
    let keys = (0..<9).map { builder.strings.intern("some.attribute.\($0)") }
    let value = builder.strings.intern("some value")
    let code = builder.strings.intern("http.response.status_code")
    let user = builder.strings.intern("user.id")
    let rows = builder.strings.intern("db.rows")
    for index in 0..<count {
        draft.reset()
        draft.traceID = .named("large")
        draft.spanID = SpanID(UInt64(index + 1))
        draft.parentID = SpanID(UInt64((index + 9) / 10))
        draft.name = builder.strings.intern("operation \(index % 50)")
        draft.resource = resources[index % resources.count]
        draft.start = TraceSketch.defaultEpoch + UInt64(index)
        draft.end = draft.start + .random(in: 0...1_000_000_000, using: &random)
        let status: Int64 = Int.random(in: 0..<50, using: &random) == 0 ? 503 : 200
        draft.attributes = keys.map { StoredAttribute(key: $0, value: .string(value)) }
        draft.attributes.append(StoredAttribute(key: code, value: .int(status)))
        draft.attributes.append(StoredAttribute(key: rows, value: .int(Int64(index))))
        draft.attributes.append(
            StoredAttribute(key: user, value: .string(builder.strings.intern("user-\(index)")))
        )
        builder.append(draft)
    }
    return builder.finish()[0]
}

let count = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 100_000
let prepared = PreparedTrace(TraceAnswer(trace: generate(count)))
print("a trace of \(CountText.of(count, "span")), best of five")
for text in [
    "user-77", "service=service-7", "duration>900ms",
    "duration>100ms and service=service-7 and not http.response.status_code=200",
    "http.response.status_code>=500", "user.id~77", "db.rows>90000 or (has no.such.key)",
    "(self>500ms or critical>0) and depth<4 and some.attribute.3=\"some value\"",
] {
    let sought = try SoughtSpans(parsing: text)
    let clock = ContinuousClock()
    var hits = 0
    let best = (0..<5).map { _ in clock.measure { hits = sought.hits(in: prepared).count } }.min()
    let passed = best.map { "\($0)" } ?? ""
    print("  \(passed)  \(CountText.of(hits, "hit"))  /\(text)")
}
