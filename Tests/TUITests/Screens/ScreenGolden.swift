import Explorer
import TUI
import TerminalText
import TestSupport
import Testing
import TraceModel

/// The sizes that every pane is held to.
enum TerminalSize: String, CaseIterable, CustomTestStringConvertible {
    case usual = "80x24"
    case smallest = "40x10"
    case large = "200x50"

    var size: ScreenSize {
        switch self {
        case .usual: ScreenSize(rows: 24, columns: 80)
        case .smallest: ScreenSize(rows: 10, columns: 40)
        case .large: ScreenSize(rows: 50, columns: 200)
        }
    }

    var testDescription: String { rawValue }
}

extension Journey {
    init(
        _ size: TerminalSize,
        source: ScriptedSource = .shop,
        start: StartScreen = .services,
        isHolding: Bool = false
    ) {
        self.init(
            rows: size.size.rows,
            columns: size.size.columns,
            source: source,
            start: start,
            isHolding: isHolding
        )
    }

    /// At the trace of the shop.
    static func atTrace(_ size: TerminalSize, _ keys: String = "") -> Journey {
        var journey = Journey(
            size,
            start: .trace(Shop.trace.id, span: nil)
        )
        journey.press(keys)
        return journey
    }

    /// At the list of the shop's traces.
    static func atTraces(
        _ size: TerminalSize,
        _ keys: String = "",
        source: ScriptedSource = .shop
    ) -> Journey {
        var terms = SearchTerms()
        terms.service = "checkout"
        var journey = Journey(size, source: source, start: .traces(terms))
        journey.press(keys)
        return journey
    }
}

/// Compares what is painted without colours, text and what stands out in it, with a file of its size.
func expectScreenWithoutColors(
    _ journey: Journey,
    _ name: String,
    _ size: TerminalSize = .usual,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let canvas = ScreenPainter(glyphs: .unicode).paint(journey.state)
    expectGolden(
        "\(size.rawValue)\n" + canvas.textPlane + "---\n"
            + canvas.attributePlane(Theme(.mono, depth: .mono)),
        named: "Screens/\(name)-mono-\(size.rawValue)",
        in: "TUITests",
        sourceLocation: sourceLocation
    )
}

/// Compares what is painted, text and styles, with a file of its size.
func expectScreen(
    _ journey: Journey,
    _ name: String,
    _ size: TerminalSize = .usual,
    glyphs: GlyphSet = .unicode,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let canvas = ScreenPainter(glyphs: glyphs).paint(journey.state)
    if glyphs == .ascii {
        #expect(
            canvas.textPlane.utf8.allSatisfy { $0 == 0x0A || (0x20...0x7E).contains($0) },
            "more than ASCII",
            sourceLocation: sourceLocation
        )
    }
    expectGolden(
        canvas.golden,
        named: "Screens/\(name)-\(size.rawValue)",
        in: "TUITests",
        sourceLocation: sourceLocation
    )
}
