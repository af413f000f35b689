import TestSupport
import Testing
import TraceModel
import WireFormats

@Suite struct JaegerTracePartsTests {
    private func whole(_ trace: Trace) -> [UInt8] {
        var encoder = TraceEncoder([trace], as: .jaegerJSON)
        var bytes: [UInt8] = []
        while let piece = encoder.next() { bytes += piece }
        return bytes
    }

    private func joined(_ trace: Trace) -> [UInt8] {
        let parts = JaegerTraceParts(trace)
        let spans = (0..<trace.count).map { parts.span($0) }
        return parts.head + spans.joined(separator: [UInt8(ascii: ",")]) + parts.foot
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `the parts of a trace are its document`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let trace = TraceSketch.random(spans: 12, using: &random).build()[0]
        #expect(joined(trace) == whole(trace), "seed \(seed)")
        #expect(joined(trace.withoutSpans) == whole(trace.withoutSpans), "seed \(seed)")
    }
}
