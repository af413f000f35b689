import Demo
import Testing
import TraceModel

@Suite struct TrafficTests {
    @Test func `trace ids are unique`() {
        let traffic = ShopTraffic(options: ShopOptions(), anchor: 1_790_000_000_000_000_000)
        let ids = traffic.historySlices.suffix(6000).flatMap { traffic.traces(inSlice: $0) }
            .map(\.id)
        #expect(ids.count > 100)
        #expect(Set(ids).count == ids.count)
    }
}
