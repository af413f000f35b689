import Storage
import TestSupport
import Testing
import TraceModel

/// Spans that nothing was made for cost bytes, and come back all the same.
@Suite struct SegmentHostileTests {
    private static func span(_ number: Int, _ change: (inout PlainSpan) -> Void) -> PlainSpan {
        var span = PlainSpan()
        span.traceID = TraceID(high: 2, low: UInt64(number / 10 + 1))
        span.spanID = SpanID(UInt64(number + 1))
        span.name = "GET /"
        span.resource.name = "web"
        span.start = 1_700_000_000_000_000_000 + UInt64(number)
        span.end = span.start + 1000
        change(&span)
        return span
    }

    private func expectRoundTrip(_ spans: [PlainSpan], mostBytes: Int) throws {
        let bytes = try SegmentBuilder.bytes(spans)
        #expect(bytes.count / spans.count <= mostBytes)
        let segment = try Segment(SegmentMemory(copying: bytes))
        var next = 0
        for place in 0..<segment.traceCount {
            let found = try segment.plainSpans(ofTraceAt: place)
            #expect(found == Array(spans[next..<min(next + found.count, spans.count)]))
            next += found.count
        }
        #expect(next == spans.count)
    }

    @Test func `every name, message and resource is different`() throws {
        let spans = (0..<6000).map { number in
            Self.span(number) {
                $0.name = "GET /item/\(number)/of/\(number * 7)"
                $0.statusMessage = "item \(number) failed"
                $0.resource.name = "web-\(number)"
                $0.scope.version = "\(number)"
            }
        }
        try expectRoundTrip(spans, mostBytes: 250)
    }

    @Test func `every key is different`() throws {
        let spans = (0..<3000).map { number in
            Self.span(number) { span in
                span.attributes = (0..<5).map {
                    Attribute(key: "key-\(number)-\($0)", value: .int(Int64(number)))
                }
            }
        }
        try expectRoundTrip(spans, mostBytes: 700)
    }

    @Test func `one outlier in each column of numbers`() throws {
        let spans = (0..<6000).map { number in
            Self.span(number) { span in
                span.attributes = [
                    Attribute(key: "size", value: .int(Int64(number * 37 % 5000))),
                    Attribute(key: "port", value: .int(number == 99 ? .min : Int64(number))),
                    Attribute(key: "line", value: .int(number == 7 ? .max : Int64(-number))),
                ]
                if number == 100 { span.attributes[0].value = .int(.max) }
            }
        }
        // Without a place for outliers the numbers alone would take 24 bytes.
        try expectRoundTrip(spans, mostBytes: 40)
    }

    @Test func `all ids are equal, and times are those of 1970 and 2262`() throws {
        let spans = (0..<2000).map { number in
            Self.span(number) { span in
                span.traceID = TraceID(high: 0, low: 1)
                span.spanID = SpanID(1)
                span.parentID = SpanID(1)
                if number.isMultiple(of: 3) { (span.start, span.end) = (0, 1) }
                if number % 3 == 1 { (span.start, span.end) = (UInt64(Int64.max), .max) }
            }
        }
        try expectRoundTrip(spans, mostBytes: 60)
    }

    @Test func `ten thousand attributes, values of a megabyte, and one key many times`() throws {
        let spans = [
            Self.span(0) { span in
                span.attributes = (0..<10_000).map {
                    Attribute(key: "key-\($0)", value: .string("value-\($0)"))
                }
            },
            Self.span(1) { span in
                span.attributes = (0..<10_000).map { Attribute(key: "key", value: .int(Int64($0))) }
            },
            Self.span(2) { span in
                span.attributes = [
                    Attribute(key: "large", value: .string(String(repeating: "a1", count: 1 << 19)))
                ]
            },
            Self.span(3) { span in
                span.attributes = [
                    Attribute(key: "large", value: .bytes(Array(repeating: 255, count: 1 << 20)))
                ]
            },
        ]
        try expectRoundTrip(spans, mostBytes: 2 << 20)
    }

    @Test func `a trace that fills segments goes on in the next`() throws {
        let count = Segment.mostSpans + 100
        var tracing = TraceBuilder()
        var draft = SpanDraft()
        draft.traceID = TraceID(high: 1, low: 1)
        draft.name = tracing.strings.intern("tick")
        for number in 1...count {
            draft.spanID = SpanID(UInt64(number))
            draft.parentID = SpanID(UInt64(number - 1))
            draft.start = UInt64(number)
            draft.end = UInt64(number + 1)
            tracing.append(draft)
        }
        let columns = tracing.finishBatch().columns
        var first = 0
        while first < count {
            var builder = SegmentBuilder(firstOrdinal: 1)
            let taken = builder.append(columns, from: first)
            let segment = try Segment(SegmentMemory(copying: builder.finish()))
            #expect(segment.traceCount == 1)
            var copy = SegmentCopy(segment)
            var read = TraceBuilder()
            copy.append(0..<taken, ofTraceAt: 0, to: &read)
            let spans = read.finishBatch().columns
            #expect(spans.spanIDs == Array(columns.spanIDs[first..<first + taken]))
            #expect(spans.parentIDs == Array(columns.parentIDs[first..<first + taken]))
            #expect(spans.starts == Array(columns.starts[first..<first + taken]))
            first += taken
        }
    }
}
