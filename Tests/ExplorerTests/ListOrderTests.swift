import Explorer
import TestSupport
import Testing
import TraceModel

/// Services that are pinned, and operations in the order that is wanted.
@Suite struct ListOrderTests {
    private func names(_ journey: Journey) -> [String] {
        (journey.services?.shown.map(\.name) ?? journey.operations?.shown.map(\.name)) ?? []
    }

    private func pinned(_ journey: Journey) -> [[String]] {
        journey.effects.compactMap { if case .pin(let names) = $0 { names } else { nil } }
    }

    @Test func `a pinned service stands above all others in every order, until it is unpinned`() {
        var journey = Journey()
        let usual = names(journey)
        journey.press("j j *")
        let pin = usual[2]
        #expect(names(journey) == [pin] + usual.filter { $0 != pin })
        #expect(journey.services?.selected?.name == pin)
        for keys in ["s", "s", "I", "R"] {
            journey.press(keys)
            #expect(names(journey).first == pin, "after \(keys)")
        }
        journey.press("s s I *")
        #expect(journey.services?.order == .name)
        #expect(names(journey) == usual)
        #expect(journey.services?.selected?.name == pin)
        #expect(pinned(journey) == [[pin], []])
    }

    @Test func `pins are those of earlier runs, wherever services are listed`() {
        var settings = Journey.settings
        settings.pinnedServices = ["payment", "gone"]
        var journey = Journey(settings: settings)
        #expect(names(journey).first == "payment")
        journey.press("j *")
        #expect(pinned(journey) == [["cart", "gone", "payment"]], "one that is away is kept")
        journey = Journey(settings: settings, start: .trace(Shop.trace.id, span: nil))
        journey.type(":services")
        journey.press("Enter")
        #expect(names(journey).first == "payment")
    }

    @Test func `narrowing finds the best match first, pinned or not`() {
        var settings = Journey.settings
        settings.pinnedServices = ["payment"]
        var journey = Journey(settings: settings)
        journey.press("/ p")
        journey.press("Enter")
        let narrowed = names(journey)
        journey.press("*")
        #expect(names(journey) == narrowed, "nothing moves under the cursor")
    }

    @Test func `pinning moves no other row of a followed list`() throws {
        var journey = Journey(source: .shopWithoutMetrics)
        journey.press("F s s")
        var shop = try #require(LiveShop(journey))
        shop.pass(minutes: 2, in: &journey)
        journey.press("s s s s j j j")
        let before = names(journey)
        let pin = before[3]
        shop.suffer(minutes: 2, in: &journey)
        journey.press("*")
        #expect(names(journey) == [pin] + before.filter { $0 != pin } + ["voucher"])
        shop.suffer(minutes: 2, in: &journey)
        journey.press("*")
        #expect(journey.services?.selected?.name == pin)
        #expect(names(journey).filter { $0 != pin } == before.filter { $0 != pin } + ["voucher"])
    }

    @Test func `operations are sorted by name and kind without figures`() {
        var journey = Journey()
        journey.press("j o")
        let byName = names(journey)
        #expect(byName == byName.sorted())
        journey.press("s")
        #expect(journey.operations?.order == .kind)
        let kinds = journey.operations?.shown.compactMap { $0.kind?.rawValue } ?? []
        #expect(kinds == kinds.sorted() && Set(kinds).count > 1)
        #expect(journey.honesty.hasSuffix(" · by kind"))
        journey.press("I")
        #expect(
            journey.operations?.shown.compactMap { $0.kind?.rawValue } == kinds.reversed()
        )
        #expect(journey.honesty.hasSuffix(" · by kind inverted"))
        journey.press("I s")
        #expect(journey.operations?.order == .name, "there are no figures to sort by")
    }

    @Test func `followed operations are sorted by figures when a key says so, and only then`()
        throws
    {
        var journey = Journey(source: .shopWithoutMetrics)
        journey.press("F")
        var shop = try #require(LiveShop(journey))
        shop.pass(minutes: 2, in: &journey)
        journey.press("j o s s")
        #expect(journey.operations?.order == .calls)
        #expect(names(journey).first == "PlaceOrder", "the only one that is called")
        journey.press("j")
        let selected = journey.operations?.selected
        let before = names(journey)
        for order in [OperationsState.Order.errors, .p95, .name] {
            journey.press("s")
            #expect(journey.operations?.order == order)
            #expect(journey.operations?.selected == selected)
        }
        journey.press("s s")
        shop.suffer(minutes: 3, in: &journey)
        #expect(names(journey) == before)
    }
}
