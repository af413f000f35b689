import TestSupport
import Testing
import TraceModel

@testable import WireFormats

/// Traces written in every format of `spoor convert` and `:save`, and read back.
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
        case .otlp, .otlpLines, .jaeger, .spoor:
            #expect(gist(back.traces) == gist(traces), "seed \(seed)")
        case .otlpProtobuf, .zipkin: break
        }
    }

    /// What Zipkin holds of a span, wherever it puts it.
    private func zipkinGist(_ span: Span) -> [String] {
        func texts(_ list: AttributeList) -> [String] {
            list.indices.map { "\(list[$0].key)=\(list[$0].value)" }
        }
        let lists = [span.attributes, span.resource.attributes, span.scope.attributes]
        // The reason of a failure is Zipkin's tag `error` as well.
        let tags = lists.flatMap(texts).filter { !$0.hasPrefix("error=") }.sorted()
        return [
            span.traceID.hex, span.id.hex, span.parentID?.hex ?? "-", span.serviceName, span.name,
            "\(span.kind)", "\(span.statusCode) \(span.statusMessage)", "\(span.isError)",
            "\(span.start) \(span.duration) \(span.isUnfinished)", span.traceState,
            "\(span.scope.name) \(span.scope.version)", "\(tags)",
            "\(span.events.map { "\($0.time) \($0.name) \(texts($0.attributes))" })",
        ]
    }

    @Test func `what is not counted as lost comes back from Zipkin`() throws {
        var held = 0
        for seed in 0..<400 as Range<UInt64> {
            var source = RandomTraces(random: SeededGenerator(seed: seed), fitsJaeger: true)
            source.isSparse = true
            for trace in source.make() {
                var losses = ConversionLosses(.zipkin)
                losses.add(trace)
                guard losses.sentence == nil else { continue }
                held += 1
                let back = try written([trace], .zipkin).traces
                let read = back.flatMap { $0.spans.map(zipkinGist) }.map { "\($0)" }.sorted()
                #expect(
                    read == trace.spans.map(zipkinGist).map { "\($0)" }.sorted(),
                    "seed \(seed)"
                )
            }
        }
        #expect(held > 40, "\(held) traces lose nothing")
    }

    @Test func `what status and events lose in Zipkin is counted`() throws {
        let trace = Trace.make { sketch in
            sketch.span("ok", 0..<9, attributes: ["otel.status_code": "mine"]) {
                $0.statusCode = .ok
                $0.statusMessage = "fine"
            }
            sketch.span("failed", 0..<9, error: true, attributes: ["error": "mine"])
            sketch.span("odd", 0..<9, attributes: ["error": "mine"])
            sketch.span("instant", 3..<3)
            sketch.event("paid", at: 3, ["by": "card"])
        }
        var losses = ConversionLosses(.zipkin)
        losses.add(trace)
        let sentence = try #require(losses.sentence)
        for kind in [
            ConversionLosses.Kind.instants, .events, .errors,
        ] { #expect(sentence.contains("\(kind.rawValue) (1)"), "\(sentence)") }
        let repeated = ConversionLosses.Kind.repeated.rawValue
        #expect(sentence.contains("\(repeated) (2)"), "\(sentence)")
    }

    @Test func `a span that is unfinished is so in Zipkin as well`() throws {
        let trace = Trace.make { sketch in
            sketch.span("open", 0..<9) { $0.end = 0 }
        }
        let back = try written([trace], .zipkin).traces
        #expect(back.flatMap { $0.spans.map(\.isUnfinished) } == [true])
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
                == "Zipkin JSON cannot hold these as they were: parts of a microsecond, cut off (1); "
                + "numbers, booleans and bytes, written as text (1); links (1)."
        )
        var none = ConversionLosses(.otlp)
        for trace in traces { none.add(trace) }
        #expect(none.sentence == nil)
    }
}
