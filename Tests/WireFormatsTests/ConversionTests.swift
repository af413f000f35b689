import TestSupport
import Testing
import TraceModel

@testable import WireFormats

/// Traces written in every format of `spoor convert`, and read back.
struct ConversionTests {
    private func written(_ traces: [Trace], _ format: ConvertedFormat) throws -> DecodedTraces {
        let bytes = Array(format.pieces(of: FoundTraces(traces)).joined())
        return try decodeTraces(bytes)
    }

    /// What every format holds of a span.
    private func gist(_ traces: [Trace]) -> [String] {
        traces.flatMap { trace in
            trace.spans.map { span in
                "\(trace.id.hex) \(span.id.hex) \(span.parentID?.hex ?? "-") \(span.serviceName) "
                    + "\(span.name) \(span.statusCode) \(span.start.microseconds) \(span.events.count)"
            }
        }.sorted()
    }

    @Test(arguments: ConvertedFormat.allCases, ["jaeger-v2.20", "jaeger-v1.76"])
    func `a recorded trace comes back from every format`(
        _ format: ConvertedFormat,
        _ set: String
    ) throws {
        let traces = try decodeTraces(try TraceFixture.named("trace-hotrod-1", in: set).bytes())
            .traces
        let back = try written(traces + traces.prefix(0), format)
        #expect(gist(back.traces) == gist(traces))
        #expect(back.report.notes == [])
    }

    @Test(arguments: 0..<60 as Range<UInt64>, ConvertedFormat.allCases)
    func `random traces come back from every format`(
        _ seed: UInt64,
        _ format: ConvertedFormat
    ) throws {
        var source = RandomTraces(random: SeededGenerator(seed: seed), fitsJaeger: true)
        let traces = source.make()
        let back = try written(traces, format)
        #expect(
            back.traces.reduce(0) { $0 + $1.count } == traces.reduce(0) { $0 + $1.count },
            "seed \(seed)"
        )
        switch format {
        case .otlp, .otlpLines, .jaeger:
            #expect(gist(back.traces) == gist(traces), "seed \(seed)")
        case .otlpProtobuf, .zipkin: break
        }
    }

    @Test func `what Zipkin cannot hold is counted`() throws {
        let traces = try decodeTraces(
            Array(
                (#"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"0000000000000000000000000000000a","#
                    + #""spanId":"000000000000000b","name":"n","kind":2,"startTimeUnixNano":"1700000000000000001","#
                    + #""endTimeUnixNano":"1700000000000002001","attributes":[{"key":"k","value":{"intValue":"3"}}],"#
                    + #""links":[{"traceId":"0000000000000000000000000000000c","spanId":"000000000000000d"}]}]}]}]}"#)
                    .utf8
            )
        ).traces
        var losses = ConversionLosses(.zipkin)
        for trace in traces { losses.add(trace) }
        #expect(
            losses.sentence
                == "The form zipkin cannot hold these as they were: parts of a microsecond, cut off (1); "
                + "numbers, booleans and bytes, written as text (1); links (1)."
        )
        var none = ConversionLosses(.otlp)
        for trace in traces { none.add(trace) }
        #expect(none.sentence == nil)
    }
}
