import TestSupport
import Testing
import TraceModel

struct IdentifierTests {
    @Test func `a trace id of 16 digits is the same as one padded to 32`() throws {
        let short = try #require(TraceID(hex: "00000000000000ff"))
        let long = try #require(TraceID(hex: "000000000000000000000000000000FF"))
        #expect(short == long)
        #expect(short.hex == "000000000000000000000000000000ff")
        #expect(short.jaegerHex == "00000000000000ff")
        #expect(TraceID(hex: "1")?.low == 1)
    }

    @Test func `both halves of a trace id are read and written`() throws {
        let text = "0af7651916cd43dd8448eb211c80319c"
        let id = try #require(TraceID(hex: text))
        #expect(id.high == 0x0af7_6519_16cd_43dd)
        #expect(id.low == 0x8448_eb21_1c80_319c)
        #expect(id.jaegerHex == text)
        #expect(TraceID(bytes: id.bytes) == id)
        #expect(TraceID(hex: "1" + String(repeating: "0", count: 16))?.high == 1)
    }

    @Test(arguments: ["", "g", "0x1", "12 4", "é", String(repeating: "0", count: 33)])
    func `what is no id is refused`(text: String) {
        #expect(TraceID(hex: text) == nil)
        #expect(SpanID(hex: text) == nil)
    }

    @Test func `ids of the wrong number of bytes are refused`() {
        #expect(TraceID(bytes: [1, 2, 3]) == nil)
        #expect(SpanID(bytes: [UInt8](repeating: 1, count: 16)) == nil)
        #expect(SpanID(bytes: [0, 0, 0, 0, 0, 0, 1, 2])?.value == 0x102)
        #expect(TraceID(bytes: [0, 0, 0, 0, 0, 0, 1, 2])?.low == 0x102)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `any id reads back from its text and its bytes`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let trace = TraceID(high: generator.next(), low: generator.next())
        #expect(TraceID(hex: trace.hex) == trace)
        #expect(TraceID(hex: trace.jaegerHex.uppercased()) == trace)
        #expect(TraceID(bytes: trace.bytes) == trace)
        let span = SpanID(generator.next())
        #expect(SpanID(hex: span.hex) == span)
    }

    @Test func `ids sort as their text does`() {
        let ids = [TraceID(high: 1, low: 0), TraceID(high: 0, low: .max), TraceID(high: 1, low: 1)]
        #expect(ids.sorted().map(\.hex) == ids.map(\.hex).sorted())
        #expect(SpanID(2) < SpanID(10))
        #expect(SpanID.zero.isZero)
        #expect(TraceID.zero.isZero)
    }
}
