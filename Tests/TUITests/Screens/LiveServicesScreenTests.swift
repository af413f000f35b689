import Explorer
import TUI
import TerminalText
import TestSupport
import Testing
import TraceModel

@Suite struct LiveServicesScreenTests {
    /// After 45 good minutes and two bad ones.
    private func journey(_ size: TerminalSize, _ keys: String = "F") throws -> Journey {
        var journey = Journey(size, source: .shopWithoutMetrics)
        journey.press(keys)
        var shop = try #require(LiveShop(journey))
        shop.pass(minutes: 45, in: &journey)
        shop.suffer(minutes: 2, in: &journey)
        return journey
    }

    @Test(arguments: TerminalSize.allCases)
    func `services that are followed`(_ size: TerminalSize) throws {
        expectScreen(try journey(size, "j F"), "services-live", size)
    }

    /// With a service that is pinned.
    @Test(arguments: TerminalSize.allCases)
    func `services that are followed, in letters and without colours`(_ size: TerminalSize) throws {
        let journey = try journey(size, "j j j j j * F")
        expectScreen(journey, "services-live-ascii", size, glyphs: .ascii)
        expectScreenWithoutColors(journey, "services-live", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `operations of a service that is followed`(_ size: TerminalSize) throws {
        var journey = try journey(size, "j F")
        journey.press("o")
        expectScreen(journey, "operations-live", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `operations of a followed service, those that fail most first`(
        _ size: TerminalSize
    ) throws {
        var journey = try journey(size, "j F")
        journey.press("o s s s")
        expectScreen(journey, "operations-live-sorted", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `services followed by the source's metrics`(_ size: TerminalSize) {
        var journey = Journey(size)
        journey.press("j F")
        expectScreen(journey, "services-live-metrics", size)
    }

    @Test func `what is worse than usual shows without colour`() throws {
        let journey = try journey(.usual)
        for glyphs in GlyphSet.allCases {
            let lines = ScreenPainter(glyphs: glyphs).paint(journey.state).textPlane
                .split(separator: "\n")
            let sign = glyphs == .unicode ? "▲ " : "^ "
            #expect(lines.contains { $0.contains("payment") && $0.contains(sign + "90") })
            #expect(lines.contains { $0.contains("checkout") && $0.contains(sign + "33.3%") })
            #expect(!lines.contains { $0.contains("frontend") && $0.contains(sign) })
        }
        let theme = Theme(.mono, depth: .mono)
        #expect(theme.look(for: Style(.error, bold: true)).bold)
        #expect(!theme.look(for: Style(.number)).bold)
    }

    @Test func `what was not wholly seen carries its sign`() throws {
        var journey = Journey(.usual, source: .shopWithoutMetrics)
        journey.press("F")
        var shop = try #require(LiveShop(journey))
        shop.pass(minutes: 1, in: &journey)
        let frontend = try #require(journey.services?.shown.first { $0.name == "frontend" })
        let text = ScreenPainter(glyphs: .unicode).paint(journey.state).textPlane
        #expect(frontend.rates?.isLowerBound == text.contains("≥"))
    }
}
