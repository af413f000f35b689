import BackendWiring
import Testing
import TraceModel

@Suite struct BackendNewsTests {
    private static let second: Nanoseconds = 1_000_000_000

    @Test func `what begins is said at once, and then once a minute with what came since`() {
        var news = BackendNews()
        var figures = BackendNews.Figures()
        let start = Timestamp(nanoseconds: 1_790_000_000_000_000_000)
        #expect(news.items(figures, at: start).isEmpty)
        figures.evictedTraces = 5
        let first = news.items(figures, at: start)
        #expect(first.map(\.count) == [5])
        #expect(first.first?.unit == "traces")
        #expect(first.first?.isWarning == false)
        figures.evictedTraces = 9
        #expect(news.items(figures, at: start.advanced(by: 59 * Self.second)).isEmpty)
        #expect(news.items(figures, at: start.advanced(by: 60 * Self.second)).map(\.count) == [4])
        #expect(news.items(figures, at: start.advanced(by: 600 * Self.second)).isEmpty)
    }

    @Test func `each listener is named, and each kind of news has its own pace`() {
        var news = BackendNews()
        var figures = BackendNews.Figures()
        figures.refusedConnections = ["query": 2, "otlp-http": 1, "metrics": 0]
        figures.omittedOperations = 7
        let items = news.items(figures, at: .zero)
        #expect(items.map(\.unit) == ["operations", "connections", "connections"])
        #expect(items.map(\.count) == [7, 1, 2])
        #expect(items[1].text.hasPrefix("otlp-http refuses connections"))
        figures.stalled = ["query": 3]
        #expect(news.items(figures, at: .zero).map(\.count) == [3])
    }
}
