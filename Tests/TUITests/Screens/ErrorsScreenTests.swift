import Explorer
import TUI
import TerminalText
import TestSupport
import Testing
import TraceModel

@Suite struct ErrorsScreenTests {
    private func journey(
        _ size: TerminalSize,
        _ keys: String = "",
        source: ScriptedSource = .failing
    )
        -> Journey
    {
        var journey = Journey(size, source: source)
        journey.press(":errors Enter")
        journey.press(keys)
        return journey
    }

    @Test(arguments: TerminalSize.allCases)
    func `failures by where they began`(_ size: TerminalSize) {
        expectScreen(journey(size), "errors", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `a failure that was retried`(_ size: TerminalSize) {
        expectScreen(journey(size, "j"), "errors-retried", size)
    }

    @Test func `failures narrowed to none`() {
        expectScreen(journey(.usual, "/ nosuch Enter"), "errors-narrowed-to-none")
    }

    @Test func `no failures`() {
        var source = ScriptedSource.failing
        source.found = []
        expectScreen(journey(.usual, source: source), "errors-none")
    }

    @Test func `traces being read`() {
        var journey = Journey(.usual, source: .failing)
        journey.isHolding = true
        journey.press(":errors Enter")
        journey.releaseOne()
        journey.releaseOne()
        journey.wait(milliseconds: 400)
        expectScreen(journey, "errors-reading")
    }

    @Test(arguments: TerminalSize.allCases)
    func `failures whose texts are meant to do harm`(_ size: TerminalSize) {
        var source = ScriptedSource.failing
        source.traces = HostileFailures.traces
        expectScreen(journey(size, source: source), "errors-hostile", size)
    }

    @Test func `nothing depends on colour`() {
        let canvas = ScreenPainter(glyphs: .unicode).paint(journey(.usual).state)
        #expect(canvas.textPlane.contains("✗12") && canvas.textPlane.contains("6 retried"))
    }
}

/// Failures with names and messages that are wide, combined, written from right to left, or meant to do harm.
private enum HostileFailures {
    static let traces: [Trace] = [
        "\u{1B}[2J\u{1B}[1;1Hboo", "a\rb\u{7}", "\u{202E}evil\u{202C} good", "zero\u{200B}width",
        "שלום עולם", "漢字かな交じり文", String(repeating: "long ", count: 100), "",
    ].enumerated().map { number, text in
        let epoch = Journey.now.nanoseconds - UInt64(number + 1) * 15_000_000_000
        return Trace.make(id: .named("hostile \(number)"), epoch: epoch) {
            $0.span(text, 0..<10, id: "only", service: text, error: true) {
                $0.statusMessage = text
                $0.attributes = [Attribute(key: "error.type", value: .string(text))]
            }
        }
    }
}
