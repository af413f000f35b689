import Demo
import TestSupport
import Testing
import TraceModel

@Suite struct TrafficTests {
    private func bytes(_ options: ShopOptions, anchor: UInt64 = ReceivedSpans.anchor) -> [[UInt8]] {
        ShopTraffic(options: options, anchor: anchor).requests(inSlices: -3000..<300).map(
            \.protobuf
        )
    }

    @Test func `equal seeds and anchors give equal bytes`() {
        let first = bytes(ShopOptions(seed: 7))
        #expect(first.count > 20)
        #expect(first == bytes(ShopOptions(seed: 7)))
        #expect(first != bytes(ShopOptions(seed: 8)))
        #expect(first != bytes(ShopOptions(seed: 7), anchor: ReceivedSpans.anchor + 1))
    }

    @Test func `another anchor moves the same traces in time`() {
        let options = ShopOptions(seed: 3)
        let traces = [UInt64(0), 86_400_000_000_000].map { distance -> [ShopTrace] in
            let traffic = ShopTraffic(options: options, anchor: ReceivedSpans.anchor + distance)
            return (-1200..<0).flatMap { traffic.traces(inSlice: $0) }
        }
        #expect(traces[0].map(\.id) == traces[1].map(\.id))
        for (early, late) in zip(traces[0], traces[1]) {
            #expect(early.spans.map(\.spanID) == late.spans.map(\.spanID))
            #expect(early.spans.map { $0.start + 86_400_000_000_000 } == late.spans.map(\.start))
        }
    }

    @Test func `trace ids and span ids are unique`() throws {
        let (traffic, received) = try ReceivedSpans.recent()
        let traces = (-9000..<0).flatMap { traffic.traces(inSlice: $0) }
        #expect(traces.count > 500)
        #expect(Set(traces.map(\.id)).count == traces.count)
        #expect(Set(received.spans.map(\.id)).count == received.spans.count)
    }

    @Test func `every parent is in its trace, and every link leads to a span that sends`() throws {
        let (_, received) = try ReceivedSpans.recent()
        let producers = Set(received.spans.filter { $0.kind == .producer }.map(\.id))
        var links = 0
        for (_, spans) in received.byTrace {
            let ids = Set(spans.map(\.id))
            #expect(spans.count { $0.parentID == nil } == 1)
            for span in spans {
                if let parent = span.parentID { #expect(ids.contains(parent)) }
                for link in span.links {
                    links += 1
                    #expect(producers.contains(link.spanID))
                    #expect(link.traceID != span.traceID)
                }
            }
        }
        #expect(links > 20)
    }

    @Test func `children lie within their parents but for consumers and wrong clocks`() throws {
        let (_, received) = try ReceivedSpans.recent(minutes: 5)
        let wrong = try #require(PlantedTrouble.all.first { $0.name == "clock-skew" })
        let host = try #require(wrong.evidence.first).value
        for span in received.spans where span.kind != .consumer {
            guard let parent = received.parent(of: span),
                (span.text("host.name") == host) == (parent.text("host.name") == host)
            else { continue }
            #expect(span.start >= parent.start && span.end <= parent.end, "\(span.name)")
        }
    }

    @Test(arguments: [20.0, 2000.0])
    func `live traffic has the rate that was asked for`(rate: Double) {
        let traffic = ShopTraffic(
            options: ShopOptions(rate: rate, history: .zero),
            anchor: ReceivedSpans.anchor
        )
        let seconds = Int(200_000 / rate) + 10
        let spans = (0..<seconds * 10).reduce(0) { sum, slice in
            sum + traffic.traces(inSlice: slice).reduce(0) { $0 + $1.spans.count }
        }
        let found = Double(spans) / Double(seconds)
        #expect(abs(found / rate - 1) < 0.05, "\(found) spans/s instead of \(rate)")
    }

    @Test(arguments: [0, -1, .nan, .infinity, 1e300])
    func `a senseless rate or past does no harm`(rate: Double) {
        let options = ShopOptions(rate: rate, history: .seconds(Int64.max / 2))
        let traffic = ShopTraffic(options: options, anchor: ReceivedSpans.anchor)
        #expect(traffic.historySlices.count == 30 * 86_400 * 10)
        let traces = traffic.journeys(inSlice: 5)
        #expect(rate > 1 ? traces > 10_000 : traces == 0)
    }

    @Test func `the past swells and ebbs`() {
        let traffic = ShopTraffic(options: ShopOptions(), anchor: ReceivedSpans.anchor)
        let slices = traffic.historySlices
        #expect(slices == -36_000..<0)
        let counts = stride(from: slices.lowerBound, to: 0, by: 3000).map { start in
            (start..<start + 3000).reduce(0) { $0 + traffic.journeys(inSlice: $1) }
        }
        let (least, most) = (counts.min() ?? 0, counts.max() ?? 0)
        #expect(Double(most) > 1.4 * Double(least), "\(counts)")
    }
}
