import Explorer
import TestSupport
import Testing
import TraceModel

/// What is typed before a key, and after a key that does nothing.
@Suite struct TypingTests {
    private func atTrace(_ keys: String = "") -> Journey {
        var journey = Journey(start: .trace(Shop.trace.id, span: nil))
        journey.press(keys)
        return journey
    }

    @Test(arguments: ["f", "T", "&"])
    func `text after a key that begins text elsewhere does not act`(_ key: String) {
        var journey = Journey()
        journey.press(key)
        #expect(journey.notice.hasPrefix("\(key) does nothing here, only on "))
        let kept = journey.state.messages.count
        for letter in ["q", "Q", "U", "o", "s", "x", " ", "1"] {
            journey.press(.character(Character(letter)))
            #expect(!journey.hasQuit && journey.state.screen.kind == .services, "\(letter)")
            #expect(journey.notice.hasPrefix("\(key) does nothing here"), "it goes on being said")
        }
        #expect(journey.state.settings.usesUTC && journey.services?.order == .name)
        journey.press("Backspace Enter")
        #expect(journey.state.screen.kind == .services, "Enter ends it and opens nothing")
        #expect(journey.notice == "")
        #expect(journey.state.messages.count == kept, "it is not kept")
        journey.press("j")
        #expect(journey.services?.cursor.selected == 1)
    }

    @Test func `Esc ends the ignoring and does nothing else, keys that are no text end it and act`()
    {
        var journey = Journey()
        journey.press("Enter")
        let depth = journey.state.screens.count
        journey.press("T q Esc")
        #expect(journey.state.screens.count == depth)
        journey.press("T q Down")
        #expect(journey.traces?.cursor.selected == 1)
        #expect(journey.notice == "")
        journey.press("q")
        #expect(journey.state.screens.count == depth - 1)
    }

    @Test func `a paste in the midst of ignored text does not act either`() {
        var journey = Journey()
        journey.press("f")
        journey.send(.paste(Shop.trace.id.hex))
        #expect(journey.state.screen.kind == .services)
    }

    @Test func `/ in a monitor is ignored with what follows`() {
        var journey = Journey(source: .shop)
        journey.type(":monitor checkout")
        journey.press("Enter / q Q Enter")
        #expect(journey.state.screen.kind == .monitor && !journey.hasQuit)
    }

    @Test func `what does nothing is said and not kept`() {
        var journey = Journey()
        let kept = journey.state.messages.count
        journey.press("x")
        #expect(journey.notice == "x does nothing here; ? lists the keys.")
        journey.press("e")
        #expect(journey.state.messages.count == kept)
    }

    @Test func `/ typed while a trace is loaded is done when it is there`() {
        var journey = Journey(start: .trace(Shop.trace.id, span: nil), isHolding: true)
        journey.type("/Charge")
        journey.press("Enter")
        #expect(journey.trace?.prepared == nil)
        journey.press("j")
        #expect(journey.notice == "The trace is still being loaded.")
        journey.release()
        #expect(journey.selectedSpan == "Charge")
    }

    @Test func `& where nothing was searched for asks, and shows only the hits`() {
        var journey = atTrace("&")
        #expect(journey.state.prompt?.label == "&")
        journey.type("Charge")
        journey.press("Enter")
        #expect(journey.trace?.rows?.filter.onlyHits == true)
        #expect(journey.selectedSpan == "Charge")
        journey.press("&")
        #expect(journey.trace?.rows?.filter.onlyHits == false)
    }

    @Test func `:ID opens a trace, however it is written`() {
        let id = Shop.trace.id.hex
        for text in [id, id.uppercased(), "00-\(id)-00f067aa0ba902b7-01", "abcdef12"] {
            var journey = Journey()
            journey.type(":\(text)")
            journey.press("Enter")
            #expect(journey.state.screen.kind == .trace, "\(text)")
        }
        var row = Journey()
        row.press(":3 Enter")
        #expect(row.services?.cursor.selected == 2)
        var word = Journey()
        word.press(":added Enter")
        #expect(word.notice.hasPrefix("There is no command :added"))
    }

    @Test func `a number before a key repeats it`() {
        var journey = Journey()
        journey.press("2j")
        #expect(journey.services?.cursor.selected == 2)
        journey.press("k 2G")
        #expect(journey.services?.cursor.selected == 1)
        journey.press("999999999j")
        #expect(journey.services?.cursor.selected == (journey.services?.shown.count ?? 0) - 1)
        journey.press("3k 1g")
        #expect(journey.services?.cursor.selected == 0)
        journey.press("9 Esc j")
        #expect(journey.services?.cursor.selected == 1, "Esc forgets the number")
        #expect(journey.state.typedCount == "")
        journey.press("1 2 Backspace G")
        #expect(journey.services?.cursor.selected == 0)
        journey.press("2s")
        #expect(journey.services?.order == .errors || journey.services?.hasRates == false)
    }

    @Test func `in a trace a number begins with 0, 8 or 9`() {
        var journey = atTrace("03j")
        #expect(journey.trace?.cursor.selected == 3)
        journey.press("02k")
        #expect(journey.trace?.cursor.selected == 1)
        journey.press("9j")
        #expect(journey.trace?.cursor.selected == 10)
        journey.press("04G")
        #expect(journey.trace?.cursor.selected == 3)
        journey.press("4")
        #expect(journey.trace?.view == .spans)
        journey.press("1 2")
        #expect(journey.state.typedCount == "", "2 is kept for a view")
        #expect(journey.trace?.view == .flame)
        journey.press("1")
        journey.press("g 02e")
        let second = journey.selectedSpan
        journey.press("g e e")
        #expect(journey.selectedSpan == second)
    }
}
