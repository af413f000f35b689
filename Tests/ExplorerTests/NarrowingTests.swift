import Explorer
import TestSupport
import Testing
import TraceModel

/// `/` on screens that are no lists of the source: attributes, messages, help.
@Suite struct NarrowingTests {
    private static let trace = Trace.make {
        $0.span(
            "s",
            0..<10,
            attributes: ["http.route": "/pay", "queue.name": "orders", "note": "in the Queue"],
            resource: ["k8s.pod.name": "queue-7", "host": "a"]
        )
        $0.event("exception", at: 5, ["exception.message": "queue is full", "exception.type": "E"])
        $0.event("retry", at: 6, ["count": 1])
        $0.span("t", 10..<20, attributes: ["queue.size": 5, "other": 1])
    }

    private func atSpan(_ keys: String = "") -> Journey {
        var source = ScriptedSource.shop
        source.traces = [Self.trace]
        var journey = Journey(source: source, start: .trace(Self.trace.id, span: .named("s")))
        journey.press("Enter")
        journey.press(keys)
        return journey
    }

    /// Headings by their titles, attributes by their keys.
    private func rows(_ journey: Journey) -> [String] {
        (journey.span?.rows ?? []).compactMap {
            switch $0 {
            case .heading(_, let title, _, _, _): "[\(title)]"
            case .attribute(let attribute, _): attribute.key
            case .field(let name, _, _): name
            case .link, .web, .warning: nil
            }
        }
    }

    @Test func `in a span it leaves the attributes whose key or value matches, in all parts`() {
        let journey = atSpan("/ queue Enter")
        #expect(
            rows(journey) == [
                "[attributes]", "queue.name", "note", "[resource]", "k8s.pod.name", "[events]",
                "[+5ms exception]", "exception.message",
            ]
        )
        #expect(journey.honesty.hasPrefix("4 rows match /queue"))
        guard case .attribute(let first, _)? = journey.span?.selected else {
            Issue.record("the first match is not selected")
            return
        }
        #expect(first.key == "queue.name")
    }

    @Test func `letters after / are text, and Esc shows all again where it was`() {
        var journey = atSpan("j j")
        let all = rows(journey)
        let selected = journey.span?.selected
        journey.press("/ q u e Esc")
        #expect(journey.state.screen.kind == .span && rows(journey) == all)
        #expect(journey.span?.selected == selected)
        journey.press("/ queue Enter Esc")
        #expect(rows(journey) == all && journey.state.screen.kind == .span)
        journey.press("Esc")
        #expect(journey.state.screen.kind == .trace)
    }

    @Test func `parts fold while narrowed, and the narrowing goes along to another span`() {
        var journey = atSpan("/ queue Enter g Space")
        #expect(rows(journey).prefix(2) == ["[attributes]", "[resource]"])
        journey.press("Space")
        #expect(rows(journey).prefix(2) == ["[attributes]", "queue.name"])
        journey.press("}")
        #expect(rows(journey) == ["[attributes]", "queue.size"])
        journey.press("/")
        journey.type(" nothing")
        #expect(rows(journey) == [])
        #expect(journey.honesty.hasPrefix("nothing matches /queue nothing"))
    }

    @Test func `messages are narrowed by words, and new ones come in below`() {
        var journey = Journey()
        for word in ["one", "two", "one.more"] {
            journey.type(":\(word)")
            journey.press("Enter")
        }
        journey.type(":messages")
        journey.press("Enter / :one Enter")
        guard case .messages(let screen) = journey.state.screen else {
            Issue.record("no messages")
            return
        }
        #expect(screen.shown.map { $0.text.contains(":one") } == [true, true])
        #expect(journey.honesty.hasPrefix("2 of "))
        journey.press("Esc")
        guard case .messages(let whole) = journey.state.screen else {
            Issue.record("Esc left although the list was narrowed")
            return
        }
        #expect(whole.shown.count >= 3)
    }
}
