import TestSupport
import Testing
import TraceModel

/// Ids as documents and users write them.
struct WrittenIDTests {
    @Test(arguments: [
        "6f1c2a103a7e4b0e9d570123456789ab", "6F1C2A103A7E4B0E9D570123456789AB",
        "0x6f1c2a103a7e4b0e9d570123456789ab", "0X6F1C2A103A7E4B0E9D570123456789AB",
        "6f1c2a10-3a7e-4b0e-9d57-0123456789ab", "6F1C2A10-3A7E-4B0E-9D57-0123456789AB",
        "00006f1c2a103a7e4b0e9d570123456789ab", "0x00006f1c2a103a7e4b0e9d570123456789ab",
    ])
    func `every spelling of a number is one id of a trace`(written: String) {
        let id = TraceID(written: written)
        #expect(id == TraceID(high: 0x6f1c_2a10_3a7e_4b0e, low: 0x9d57_0123_4567_89ab))
        #expect(id.hex == "6f1c2a103a7e4b0e9d570123456789ab")
        #expect(TraceIDText(written)?.traceID == id)
    }

    @Test(arguments: [
        "ab", "AB", "00ab", "0xAB", "00000000000000000000ab",
        "00000000-0000-0000-0000-0000000000ab",
    ])
    func `every spelling of a number is one id of a span`(written: String) {
        #expect(SpanID(written: written) == SpanID(0xab))
        #expect(TraceID(written: written) == TraceID(high: 0, low: 0xab))
    }

    @Test func `a number too long for a span is its digits, however it is spelled`() {
        let digits = "11111111222243338444555555abcdef"
        for written in [digits, digits.uppercased(), "0x00\(digits)"]
            + ["11111111-2222-4333-8444-555555ABCDEF"]
        {
            #expect(SpanID(written: written).hex == digits, "\(written)")
            #expect(SpanID(written: written) == SpanID(written: digits), "\(written)")
        }
        let sha = String(repeating: "Ab", count: 20)
        #expect(TraceID(written: sha).hex == sha.lowercased())
    }

    @Test(arguments: [
        "order-1234", "Order-1234", "order-1235", "0x", "x0", "12 4", "é", "\u{1B}[31m", "-", "1-2",
        "6f1c2a10-3a7e-4b0e-9d57-0123456789a", "6f1c2a103a7e-4b0e-9d57-0123456789ab", "+1",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7", "S/kvNXezTaajzpKdDg5HNg==", "1g",
    ])
    func `anything else is an id by itself, and shown as it was written`(written: String) {
        let trace = TraceID(written: written)
        let span = SpanID(written: written)
        #expect(trace.hex == written && trace.jaegerHex == written)
        #expect(span.hex == written)
        #expect(trace == TraceID(written: written) && span == SpanID(written: written))
        #expect(trace != TraceID(written: written + "x") && span != SpanID(written: written + "x"))
        #expect(!trace.isZero && !span.isZero)
    }

    @Test func `a text is not the number that stands for it`() {
        let trace = TraceID(written: "order-1234")
        let span = SpanID(written: "order-1234")
        #expect(trace != TraceID(high: trace.high, low: trace.low))
        #expect(span != SpanID(span.value))
        #expect(Set([span, SpanID(span.value)]).count == 2)
        #expect((span < SpanID(span.value)) != (SpanID(span.value) < span))
    }

    /// Files written by other runs must find the same ids.
    @Test func `what stands for a text depends on nothing but the text`() {
        #expect(SpanID(written: "order-1234").value == 0xfbb4_22f2_df36_cf59)
        let trace = TraceID(written: "order-1234")
        #expect(trace.high == 0x34b49325a6369c3)
        #expect(trace.low == 0x2ee5e50c70b4ee19)
    }

    @Test func `texts rarely share a number`() {
        var spans: Set<UInt64> = []
        var traces: Set<[UInt64]> = []
        for number in 0..<20_000 {
            let id = TraceID(text: "order-\(number)")
            traces.insert([id.high, id.low])
            spans.insert(SpanID(text: "order-\(number)").value)
        }
        #expect(spans.count == 20_000 && traces.count == 20_000)
    }

    @Test(arguments: ["", "0", "000", "0x0", "00000000-0000-0000-0000-000000000000"])
    func `zero and nothing are no id`(written: String) {
        #expect(TraceID(written: written).isZero)
        #expect(SpanID(written: written).isZero)
        #expect(TraceIDText(written: written) == nil)
    }

    @Test func `where only a trace can be named, any text names one`() {
        #expect(TraceIDText("order-1234") == nil)
        #expect(TraceIDText(written: " order-1234\n")?.traceID == TraceID(text: "order-1234"))
        #expect(TraceIDText(written: "order-1234")?.form == .text)
        #expect(TraceIDText(written: "ab")?.form == .hexadecimal(digits: 2))
        #expect(TraceIDText(written: "http://h/search") == nil)
        #expect(TraceIDText(written: "http://h/trace/abc1")?.traceID.low == 0xabc1)
    }

    @Test func `columns keep ids that are texts, of spans, parents and links`() throws {
        var builder = TraceBuilder()
        var draft = SpanDraft()
        let names = ["a", "b", "c"]
        for (index, name) in names.enumerated() {
            draft.reset()
            draft.traceID = TraceID(text: "one trace")
            draft.spanID = index == 1 ? SpanID(7) : SpanID(text: name)
            draft.parentID = index == 0 ? .zero : index == 1 ? SpanID(text: "a") : SpanID(7)
            var link = LinkDraft(firstAttribute: 0)
            link.traceID = TraceID(text: "another")
            link.spanID = SpanID(text: name)
            draft.links = [link]
            builder.append(draft)
        }
        let trace = try #require(builder.finish().first)
        #expect(trace.id.hex == "one trace")
        #expect(trace.spans.map(\.id.hex) == ["a", "0000000000000007", "c"])
        #expect(trace.spans.map { $0.parentID?.hex } == [nil, "a", "0000000000000007"])
        #expect(trace.spans.flatMap { $0.links.map(\.spanID.hex) } == names)
        #expect(trace.spans.allSatisfy { $0.links[0].traceID == TraceID(text: "another") })
        var copy = TraceBuilder()
        copy.append(copyOf: trace)
        let copied = try #require(copy.finish().first)
        #expect(copied.spans.map(\.id) == trace.spans.map(\.id))
        #expect(copied.spans.map(\.parentID) == trace.spans.map(\.parentID))
    }
}
