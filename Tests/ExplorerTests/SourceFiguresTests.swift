import Explorer
import Follow
import TestSupport
import Testing
import TraceModel

@Suite struct SourceFiguresTests {
    @Test func `what was lost is said first, and nothing when nothing was`() {
        #expect(SourceFigures().honesty.isEmpty)
        let figures = SourceFigures(
            droppedSpans: 1,
            refusedSpans: 1200,
            evictedTraces: 2,
            underWay: "filling in the last hour · 40%"
        )
        #expect(
            figures.honesty == [
                "backend lost 1 span", "backend refused 1,200 spans",
                "filling in the last hour · 40%", "2 oldest traces evicted",
            ]
        )
    }

    @Test func `the clock is wanted while a source is filling, and no longer`() {
        var journey = Journey()
        #expect(journey.state.nextTick == nil)
        journey.send(.figures(SourceFigures(underWay: "filling")))
        #expect(journey.state.nextTick == journey.state.time.monotonic + 500_000_000)
        journey.send(.figures(SourceFigures()))
        #expect(journey.state.nextTick == nil)
    }

    @Test func `services are asked for again once the source is filled`() {
        var journey = Journey()
        journey.press("j j")
        let selected = journey.services?.selected?.name
        journey.send(.figures(SourceFigures(underWay: "filling")))
        let count = journey.effects.count
        journey.send(.figures(SourceFigures()))
        let isAskedAgain = journey.effects.dropFirst(count).contains {
            if case .load(_, .services) = $0 { true } else { false }
        }
        #expect(isAskedAgain)
        #expect(journey.services?.selected?.name == selected)
        let again = journey.effects.count
        journey.send(.figures(SourceFigures(droppedSpans: 3)))
        #expect(journey.effects.count == again, "figures alone ask for nothing")
    }

    @Test func `an empty list is asked for again whenever there is more`() {
        var source = ScriptedSource()
        source.services = []
        var journey = Journey(source: source)
        journey.send(.figures(SourceFigures(underWay: "filling · 0%")))
        journey.source.services = ["cart"]
        journey.send(.figures(SourceFigures(underWay: "filling · 8%")))
        #expect(journey.services?.rows.map(\.name) == ["cart"])
        let count = journey.effects.count
        journey.send(.figures(SourceFigures(underWay: "filling · 16%")))
        #expect(journey.effects.count == count, "what is shown is left alone")
    }

    @Test func `a list in which someone works is left alone`() {
        var journey = Journey()
        journey.press("j Enter")
        journey.send(.figures(SourceFigures(underWay: "filling")))
        let count = journey.effects.count
        journey.send(.figures(SourceFigures()))
        #expect(journey.effects.count == count)
    }

    @Test func `where nothing answers, what to do instead is said`() {
        var source = ScriptedSource.shop
        source.failures = [.services: TraceReaderError(.unreachable, "Nothing answers.")]
        var settings = ExplorerSettings(sourceName: "shop")
        settings.unreachableHint = "  spoor demo    explore a shop"
        let journey = Journey(source: source, settings: settings)
        let lines = journey.services?.emptyText.split(separator: "\n").map(String.init) ?? []
        #expect(lines.first == "Nothing answers.")
        #expect(lines.contains("  spoor demo    explore a shop"))
        #expect(lines.last?.hasSuffix("ask again") == true)
    }
}
