import Explorer
import Follow
import PlainText
import TestSupport
import Testing
import TraceModel

@Suite struct ProgramJourneyTests {
    @Test func `a reply nobody waits for any more is dropped`() {
        var journey = Journey(isHolding: true)
        guard case .load(let id, .services)? = journey.unanswered.last else {
            Issue.record("services were not asked for")
            return
        }
        journey.press("R")
        #expect(journey.cancelled.contains(id))
        journey.send(.reply(id, .services(["stale"])))
        #expect(journey.services?.rows.isEmpty == true)
        journey.release()
        #expect(journey.services?.rows.count == 8)
    }

    @Test func `leaving a screen cancels what it asked`() {
        var journey = Journey()
        journey.isHolding = true
        journey.press("j Enter")
        guard case .load(let id, .search)? = journey.unanswered.last else {
            Issue.record("nothing was searched")
            return
        }
        journey.press("q")
        #expect(journey.cancelled.last == id)
        #expect(journey.state.pending.isEmpty)
    }

    @Test func `Esc cancels first, goes back next, and what came stays`() {
        var journey = Journey()
        journey.press("j Enter")
        journey.isHolding = true
        journey.press("R Esc")
        #expect(journey.traces?.summaries.count == 20)
        #expect(journey.notice.contains("Cancelled"))
        #expect(journey.state.pending.isEmpty)
        journey.press("Esc")
        #expect(journey.services != nil)
    }

    @Test func `Esc cancels a first answer, too, and R asks again`() {
        var journey = Journey(isHolding: true)
        journey.press("Esc")
        #expect(journey.state.pending.isEmpty, "also the question what the source is")
        #expect(journey.services?.services.failure?.contains("R asks again") == true)
        journey.isHolding = false
        journey.press("R")
        #expect(journey.services?.rows.count == 8)
    }

    @Test func `requests of screens below go on and are not spoken of`() {
        var journey = Journey(isHolding: true)
        journey.releaseOne()
        journey.releaseOne()
        #expect(journey.services?.rows.count == 8)
        journey.press("Enter")
        let below = journey.state.pending.count - journey.state.awaited.count
        #expect(below == 2, "rates and a count of operations")
        journey.release()
        #expect(journey.state.pending.isEmpty)
        journey.press("Esc")
        #expect(journey.services?.hasRates == true)
    }

    @Test func `nothing ticks while nothing is awaited`() {
        var journey = Journey()
        #expect(journey.state.nextTick == nil)
        journey.isHolding = true
        journey.press("Enter")
        let start = journey.state.time.monotonic
        #expect(journey.state.nextTick == start + 150_000_000)
        journey.wait(milliseconds: 200)
        #expect(journey.state.nextTick == start + 700_000_000)
    }

    @Test func `Ctrl-C cancels, and twice leaves`() {
        var journey = Journey(isHolding: true)
        journey.send(.interrupt)
        #expect(journey.state.pending.isEmpty)
        #expect(journey.notice.contains("again quits"))
        journey.press("j")
        journey.send(.interrupt)
        #expect(!journey.hasQuit, "a key between them counts")
        journey.send(.interrupt)
        #expect(journey.ending == .quit)
        var prompt = Journey()
        prompt.press("/ a")
        prompt.send(.interrupt)
        #expect(prompt.state.prompt == nil)
        prompt.press("y")
        prompt.send(.interrupt)
        #expect(prompt.state.menu == nil)
    }

    @Test func `crumbs lead back`() {
        var journey = Journey()
        journey.press("j Enter Enter Enter `")
        #expect(journey.state.crumbFocus == 2)
        journey.press("h Left Left Right Enter")
        #expect(journey.traces != nil)
        #expect(journey.state.screens.count == 2)
        journey.press("` Esc")
        #expect(journey.traces != nil)
        journey.press("` Enter")
        #expect(journey.services != nil)
    }

    @Test func `:trace opens a trace in every form, and a page pasted does`() {
        let id = Shop.trace.id.jaegerHex
        for text in [
            id, id.uppercased(), "http://jaeger:16686/trace/\(id)",
            "00-\(id)-\(SpanID.named("smtp").hex)-01",
        ] {
            var typed = Journey()
            typed.press(":")
            typed.type("trace \(text)")
            typed.press("Enter")
            #expect(typed.trace?.prepared != nil, "\(text)")
            var pasted = Journey()
            pasted.send(.paste("  \(text)\n"))
            #expect(pasted.trace?.prepared != nil, "\(text)")
        }
        var other = Journey()
        other.send(
            .paste("https://elsewhere/trace/\(id)?uiFind=\(SpanID.named("smtp").hex)")
        )
        #expect(other.selectedSpan == "smtp")
        #expect(
            other.state.messages.contains {
                $0.text.contains("http://jaeger:16686 is asked instead")
            }
        )
        other.send(.paste("no id at all"))
        #expect(other.notice.contains("no trace id"))
    }

    @Test func `an id that is a text can be typed and pasted`() {
        let wanted = TraceID(text: "order-1234")
        func asked(_ journey: Journey) -> TraceID? { journey.trace?.id }
        var typed = Journey()
        typed.press(":")
        typed.type("trace order-1234")
        typed.press("Enter")
        #expect(asked(typed) == wanted)
        var pasted = Journey()
        pasted.send(.paste(" order-1234\n"))
        #expect(asked(pasted) == wanted)
        var sentence = Journey()
        sentence.press(":")
        sentence.type("trace order 1234")
        sentence.press("Enter")
        #expect(asked(sentence) == TraceID(text: "order 1234"))
        var uuid = Journey()
        uuid.send(.paste("6F1C2A10-3A7E-4B0E-9D57-0123456789AB"))
        #expect(asked(uuid)?.hex == "6f1c2a103a7e4b0e9d570123456789ab")
    }

    @Test func `what is pasted into a prompt is typed`() {
        var journey = Journey()
        journey.press("/")
        journey.send(.paste("check\nout"))
        #expect(journey.services?.shown.map(\.name) == ["checkout"])
    }

    @Test func `commands do what they say, and complete`() {
        var journey = Journey()
        journey.press(":se Tab")
        #expect(journey.state.prompt?.editor.text == "services ")
        journey.press("Enter")
        journey.press(":")
        journey.type("operations ch")
        journey.press("Tab Enter")
        #expect(journey.operations?.service == "checkout")
        journey.press(":")
        journey.type("traces service=ca")
        journey.press("Tab")
        journey.type("last=5m")
        journey.press("Enter")
        #expect(journey.traces?.terms.service == "cart")
        journey.press(":")
        journey.type("traces nothing")
        journey.press("Enter")
        #expect(journey.notice.contains("column 1 of the query"))
        journey.press(":services Enter")
        #expect(journey.state.screens.count == 1)
        journey.press(":nosuch Enter")
        #expect(journey.notice.contains("no command :nosuch"))
        for command in ["trace", "operations", "save"] {
            journey.press(":\(command) Enter")
            #expect(journey.notice.hasPrefix("Write :\(command)"))
        }
        journey.press(":save Space x Enter")
        #expect(journey.notice.contains("nothing to save"))
        journey.press(": Up Up")
        #expect(journey.state.prompt?.editor.text == "save")
    }

    @Test func `:messages keeps all that was told, and Enter shows it whole`() {
        var journey = Journey()
        journey.press(":nothing Enter :trace Enter :messages Enter")
        guard case .messages(let screen) = journey.state.screen else {
            Issue.record("no messages")
            return
        }
        #expect(screen.shown.count == 2)
        journey.press("k Enter")
        #expect(journey.value?.text.hasPrefix("There is no command :nothing") == true)
    }

    @Test func `U switches between zones, and the commands do`() {
        var settings = Journey.settings
        settings.localZone = Zone(name: { _ in "+02:00" }, offset: { _ in 7200 })
        var journey = Journey(settings: settings)
        #expect(journey.state.zone.name(.zero) == "UTC")
        journey.press("U")
        #expect(journey.notice == "Times are in +02:00 now.")
        journey.press(":utc Enter")
        #expect(journey.state.zone.name(.zero) == "UTC")
        journey.press(":local Enter")
        #expect(journey.state.zone.name(.zero) == "+02:00")
    }

    @Test func `help lists what works here, and runs it`() {
        var journey = Journey(start: .trace(Shop.trace.id, span: nil))
        journey.press("?")
        #expect(journey.help?.below == .trace)
        journey.press("/ critical Space path, Enter Enter")
        #expect(journey.trace?.rows?.filter.onlyCritical == true)
        journey.press("F1 / messages Enter Enter")
        #expect(journey.state.prompt?.editor.text == "messages ")
        journey.press("Enter")
        #expect(journey.state.screen.kind == .messages)
        journey.press("q ? ?")
        #expect(journey.state.screens.count == 2, "help of help is help")
        journey.press("/ nosuch Enter Enter Esc q")
        #expect(journey.trace != nil)
    }

    @Test func `help lists no key twice, on any screen`() {
        for kind in ScreenKind.allCases {
            var seen: [KeyPress: Action] = [:]
            for entry in ActionTable.entries where entry.applies(to: kind) {
                for key in entry.keys {
                    #expect(seen[key] == nil, "\(key.name) on \(kind)")
                    seen[key] = entry.action
                    #expect(KeyMap().action(of: key, on: kind) == entry.action)
                }
            }
        }
    }

    @Test func `names of keys read back`() {
        for entry in ActionTable.entries {
            for key in entry.keys { #expect(KeyPress(name: key.name) == key, "\(key.name)") }
        }
        #expect(KeyPress(name: "ctrl-x") == .control("x"))
        #expect(KeyPress(name: "pgdn") == .pageDown)
        #expect(KeyPress(name: "up") == .up)
        #expect(KeyPress(name: "F13") == nil)
        for name in [
            "nonsense", "Ctrl-Foo", "Ctrl-", "Ctrl-1", "Ctrl-C", "Ctrl-I", "Ctrl-M", "Ctrl-H",
            "Hyper-X", "Alt-x", "Shift-j", "F0", "F13", "", " x",
        ] {
            #expect(KeyPress(name: name) == nil, "\(name)")
        }
    }

    @Test func `a key can be bound anew`() {
        var settings = Journey.settings
        settings.keyMap = KeyMap(overrides: [.down: [.character("J")], .quitNow: [.control("q")]])
        var journey = Journey(settings: settings)
        journey.press("J")
        #expect(journey.services?.cursor.selected == 1)
        journey.press("j")
        #expect(journey.notice.hasPrefix("j does nothing here"))
        journey.press("Q")
        #expect(!journey.hasQuit)
        journey.press("Ctrl-Q")
        #expect(journey.ending == .quit)
    }

    @Test func `a terminal too small for anything can still be left`() {
        var journey = Journey()
        journey.press("Enter")
        journey.resize(rows: 3, columns: 10)
        journey.press("q")
        #expect(journey.ending == .quit)
    }

    @Test func `Ctrl-L repaints, Ctrl-Z suspends`() {
        var journey = Journey()
        journey.press("Ctrl-L")
        #expect(journey.ending == .repaint)
        journey.press("Ctrl-Z")
        #expect(journey.ending == .suspend)
    }

    @Test func `the look of the source is told with its caveats`() {
        var source = ScriptedSource.shop
        source.description.caveats = ["the certificate is not verified (--insecure)"]
        let journey = Journey(source: source)
        #expect(journey.state.messages.contains { $0.text.contains("not verified") })
        source.failures[.describe] = TraceReaderError(.unreachable, "refused")
        #expect(Journey(source: source).state.source.failure == "refused")
    }

    @Test func `what help runs is run on the screen below`() {
        var journey = Journey()
        journey.type(":messages")
        journey.press("Enter ?")
        #expect(journey.help?.shown.first == .heading("Messages keys"))
        journey.press("/ one Space row Space down Enter Enter")
        #expect(journey.state.screen.kind == .messages, "what is selected was run")
    }
}
