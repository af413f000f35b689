import Foundation
import Synchronization
import TestSupport
import Testing
import TraceModel

@testable import WireFormats

struct RoundTripTests {
    private func records(_ traces: [Trace]) -> [SpanRecord] {
        DecodedTraces(traces: traces, serverErrors: [], report: DecodeReport()).records
    }

    @Test(arguments: 0..<150 as Range<UInt64>)
    func `OTLP JSON gives back every span that was written`(_ seed: UInt64) throws {
        var source = RandomTraces(random: SeededGenerator(seed: seed))
        let traces = source.make()
        var encoder = TraceEncoder(traces, as: OTLPDocument(wrappedInResult: seed % 2 == 0))
        let decoded = try decodeTraces(encoder.rest())
        #expect(decoded.records == records(traces), "seed \(seed)")
        #expect(decoded.report.notes == [], "seed \(seed)")
    }

    @Test(arguments: 0..<150 as Range<UInt64>)
    func `Jaeger JSON gives back every span that it can hold`(_ seed: UInt64) throws {
        var source = RandomTraces(random: SeededGenerator(seed: seed), fitsJaeger: true)
        let traces = source.make()
        let decoded = try decodeTraces(encodeTraces(traces, as: .jaegerJSON))
        #expect(decoded.records == records(traces), "seed \(seed)")
        #expect(decoded.report.notes == [], "seed \(seed)")
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `what is written is JSON to others too`(_ seed: UInt64) throws {
        var source = RandomTraces(random: SeededGenerator(seed: seed))
        let traces = source.make()
        for bytes in WrittenFormat.allCases.map({ encodeTraces(traces, as: $0) }) {
            _ = try JSONSerialization.jsonObject(with: Data(bytes))
        }
    }

    @Test
    func `pieces together are the whole, whatever their length`() throws {
        var source = RandomTraces(random: SeededGenerator(seed: 5))
        let traces = source.make() + source.make()
        for format in WrittenFormat.allCases {
            for length in [1, 300, 1 << 20] {
                var encoder = TraceEncoder(traces, as: format, pieceLength: length)
                var pieces: [[UInt8]] = []
                while let piece = encoder.next() { pieces.append(piece) }
                #expect(Array(pieces.joined()) == encodeTraces(traces, as: format))
                #expect(length > 1 || pieces.count > 5)
            }
        }
    }

    @Test
    func `traces of a search are made no sooner than they are written`() throws {
        var source = RandomTraces(random: SeededGenerator(seed: 6))
        let traces = source.make()
        let made = Mutex(0)
        let found = FoundTraces(count: 500) { index in
            made.withLock { $0 += 1 }
            return traces[index % traces.count]
        }
        for format in WrittenFormat.allCases {
            made.withLock { $0 = 0 }
            var encoder = TraceEncoder(found, as: format.document, pieceLength: 1)
            #expect(encoder.next() != nil)
            #expect(made.withLock { $0 } == 1)
            while encoder.next() != nil {}
            #expect(made.withLock { $0 } == 500, "each trace is made once")
        }
    }

    @Test(arguments: [
        ("jaeger-v2.20", "trace-raw_otlp"), ("jaeger-v2.20", "trace-hotrod-1"),
        ("jaeger-v2.20", "trace-tracestate_ok"), ("jaeger-v2.20", "trace-deep_300"),
        ("jaeger-main-8498073ff", "trace-clock_trouble"),
    ])
    func `a trace from Jaeger is written as Jaeger wrote it`(_ set: String, _ name: String) throws {
        let recorded = try TraceFixture.named(name, in: set).bytes()
        let written = encodeTraces(try decodeTraces(recorded).traces, as: .jaegerJSON)
        #expect(try JSONValue(parsing: written) == (try JSONValue(parsing: recorded)))
    }

    @Test
    func `errors stand beside the traces that were found`() throws {
        let errors = [ServerError(code: 404, message: "trace not found", traceID: "ff")]
        var encoder = TraceEncoder([], as: JaegerDocument(errors: errors))
        let bytes = encoder.rest()
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == #"{"data":[],"total":0,"limit":0,"offset":0,"#
                + #""errors":[{"code":404,"msg":"trace not found","traceID":"ff"}]}"# + "\n"
        )
    }

    @Test
    func `a trace read from Jaeger can be written as OTLP and back`() throws {
        let recorded = try TraceFixture.named("trace-hotrod-1", in: "jaeger-v1.76").bytes()
        let decoded = try decodeTraces(recorded)
        let other = try decodeTraces(encodeTraces(decoded.traces, as: .otlpJSON))
        #expect(other.records == decoded.records)
    }
}
