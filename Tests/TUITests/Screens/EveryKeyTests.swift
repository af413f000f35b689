import Explorer
import TUI
import TerminalText
import TestSupport
import Testing
import TraceModel

/// Every action on every screen: it does something, or says why not.
@Suite struct EveryKeyTests {
    /// A screen with something on it, its cursor not at an end.
    struct Scene: CustomTestStringConvertible, Sendable {
        let kind: ScreenKind
        let keys: String
        /// Moves have nowhere to go.
        var isShort = false
        var source = ScriptedSource.shop

        var testDescription: String { "\(kind) \(keys)" }

        func open() -> Journey {
            var journey =
                switch kind {
                case .trace, .span, .value:
                    Journey(rows: 16, source: source, start: .trace(Shop.trace.id, span: nil))
                default: Journey(rows: 16, source: source)
                }
            journey.press(keys)
            return journey
        }
    }

    static let scenes: [Scene] = [
        Scene(kind: .services, keys: "j j"),
        Scene(kind: .operations, keys: "j o j"),
        Scene(kind: .traces, keys: "j Enter j j"),
        Scene(kind: .traces, keys: "j Enter j j Tab l l"),
        Scene(kind: .errors, keys: ":errors Enter j", source: .failing),
        Scene(kind: .monitor, keys: "j :monitor Enter h h h h h h h h h h h h"),
        Scene(kind: .trace, keys: "j j j"),
        Scene(kind: .trace, keys: "j j j d Tab j j", isShort: true),
        Scene(kind: .trace, keys: "j j j 4"),
        Scene(kind: .trace, keys: "5 j", isShort: true),
        Scene(kind: .trace, keys: "7 j j"),
        Scene(kind: .trace, keys: "2 j j l"),
        Scene(kind: .trace, keys: "2 2 j l"),
        Scene(kind: .trace, keys: "3 j j j"),
        Scene(kind: .trace, keys: "6 j j j"),
        Scene(kind: .span, keys: "j j Enter j j"),
        Scene(kind: .value, keys: "/ Charge Enter Enter / request.body Enter Enter", isShort: true),
        Scene(kind: .help, keys: "? j j"),
        Scene(kind: .messages, keys: ":x Enter :y Enter :z Enter :w Enter :messages Enter k"),
    ]

    /// The ones that a table may lack where everything fits.
    private static let moves: Set<Action> = [
        .down, .up, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .top, .bottom,
    ]

    private func paint(_ journey: Journey) -> Canvas {
        ScreenPainter(glyphs: .unicode).paint(journey.state)
    }

    @Test func `there is a scene of every screen`() {
        #expect(Set(Self.scenes.map(\.kind)) == Set(ScreenKind.allCases))
        for scene in Self.scenes {
            #expect(scene.open().state.screen.kind == scene.kind, "\(scene.keys)")
        }
    }

    @Test(arguments: scenes) func `a key does something, or says why not`(_ scene: Scene) throws {
        for action in Action.allCases {
            if scene.isShort, Self.moves.contains(action) { continue }
            var journey = scene.open()
            let key = try #require(journey.state.settings.keyMap.keys(of: action).first)
            // Another key of the screen may be the same.
            guard journey.state.settings.keyMap.action(of: key, on: scene.kind) == action else {
                continue
            }
            let before = paint(journey)
            let effects = journey.effects.count
            journey.press(key)
            #expect(
                paint(journey) != before || journey.effects.count > effects,
                "\(key.name) (\(action.rawValue)) does nothing and says nothing"
            )
        }
    }

    @Test(arguments: scenes) func `what is hinted at does something`(_ scene: Scene) throws {
        let start = scene.open()
        let screen = try #require(start.state.screens.last)
        for action in screen.hints + screen.spareHints where start.state.isUseful(action) {
            var journey = scene.open()
            let key = try #require(journey.state.settings.keyMap.keys(of: action).first)
            let found = journey.state.settings.keyMap.action(of: key, on: scene.kind)
            #expect(found == action, "\(action.rawValue) is hinted at where it does not exist")
            journey.press(key)
            // Where a slice begins is told, since its other end is still to be set.
            if action == .sliceStart || action == .sliceEnd { continue }
            // What is found is said.
            if action == .nextSmell { continue }
            if journey.state.notice?.lifetime == .untilStep { continue }
            #expect(journey.notice == "", "\(key.name) (\(action.rawValue)): \(journey.notice)")
        }
    }

    @Test(arguments: scenes) func `help lists every key that exists on the screen`(_ scene: Scene) {
        var journey = scene.open()
        guard scene.kind != .help else { return }
        journey.press("?")
        let listed = (journey.help?.rows ?? []).compactMap { row -> Action? in
            if case .action(let action, _, _) = row { action } else { nil }
        }
        #expect(
            Set(listed)
                == Set(ActionTable.entries.filter { $0.applies(to: scene.kind) }.map(\.action))
        )
    }

    @Test(arguments: scenes) func `what is shown goes to the pager as text`(_ scene: Scene) {
        var journey = scene.open()
        journey.press("|")
        guard case .pager(let text)? = journey.effects.last else {
            Issue.record("nothing went to the pager")
            return
        }
        let lines = text.split(separator: "\n")
        #expect(lines.count > 2 || scene.kind == .value, "\(text)")
        #expect(text.hasSuffix("\n") || scene.kind == .value)
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" })
    }
}
