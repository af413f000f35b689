import Explorer
import TestSupport
import Testing
import TraceAnalysis
import TraceModel

/// Links as the configuration of Jaeger's UI has them.
@Suite struct LinkPatternTests {
    private static let trace = Trace.make {
        $0.span(
            "root",
            0..<110,
            service: "web",
            attributes: ["user.id": "ada l", "shard": .int(7), "host": "a&b"]
        )
        $0.span("a", 10..<40, parent: "root", service: "pay", attributes: ["card": "visa"])
    }

    /// Addresses of the links at the attributes of a span, in their order.
    private func links(_ entries: String, at span: String = "a") throws -> [String] {
        let patterns = try LinkPatterns(jaegerUI: Array(#"{"linkPatterns": [\#(entries)]}"#.utf8))
        #expect(patterns.notes == [])
        var source = ScriptedSource.shop
        source.traces = [Self.trace]
        var settings = Journey.settings
        settings.linkPatterns = patterns
        let id = (0..<Self.trace.count).map { Self.trace[$0] }.first { $0.name == span }?.id
        var journey = Journey(
            rows: 40,
            source: source,
            settings: settings,
            start: .trace(Self.trace.id, span: id)
        )
        journey.press("Enter")
        return (journey.span?.rows ?? []).compactMap {
            if case .web(let link, _) = $0 { link.url } else { nil }
        }
    }

    @Test(
        arguments: [
            // An attribute of the span, of a span above, of the trace.
            (
                ##""type": "tags", "key": "card", "url": "http://x/?c=#{card}""##,
                ["http://x/?c=visa"]
            ),
            (##""key": "card", "url": "http://x/?u=#{user.id}""##, ["http://x/?u=ada%20l"]),
            (##""key": "card", "url": "http://x/#{host}""##, ["http://x/a%26b"]),
            (##""key": "card", "url": "http://x/#{shard | add 35}""##, ["http://x/42"]),
            (##""key": "card", "url": "http://x/#{shard | pad_start 3 0}""##, ["http://x/7"]),
            (##""key": "card", "url": "http://x/#{card | pad_start 6 0}""##, ["http://x/00visa"]),
            (##""key": "card", "url": "http://x/#{card | add 3}""##, ["http://x/visa"]),
            (##""key": "card", "url": "http://x/#{trace.duration}""##, ["http://x/110000"]),
            (##""key": "card", "url": "http://x/#{duration}""##, ["http://x/110000"]),
            // Names of today, lists, values.
            (##""type": "attributes", "key": ["no", "card"], "url": "http://x/""##, ["http://x/"]),
            (
                ##""type": ["events", "attributes"], "key": "card", "url": "http://x/""##,
                ["http://x/"]
            ),
            (##""key": "card", "value": "visa", "url": "http://x/""##, ["http://x/"]),
            (##""key": "card", "value": ["a", "b"], "url": "http://x/""##, []),
            (##""type": "process", "key": "card", "url": "http://x/""##, []),
            (##""type": "logs", "key": "card", "url": "http://x/""##, []),
            (##""key": "no", "url": "http://x/""##, []),
            // What is not known leaves the link out; what has no end is text.
            (##""key": "card", "url": "http://x/#{nobody}""##, []),
            (##""key": "card", "url": "http://x/", "text": "#{nobody}""##, []),
            (##""key": "card", "url": "http://x/#{card""##, ["http://x/#%7Bcard"]),
        ] as [(String, [String])]
    )
    func `a pattern gives links`(entry: String, found: [String]) throws {
        #expect(try links("{\(entry)}") == found)
    }

    @Test func `times are dates of JavaScript after a function`() throws {
        let entry =
            ##"{"key": "card", "url": "http://x/#{startTime | add 1500 | epoch_micros_to_date_iso}"}"##
        let start = TraceSummary(Self.trace).start
        let link = try #require(try links(entry).first)
        #expect(link.hasPrefix("http://x/20"))
        #expect(link.hasSuffix(".001Z"), "\(link) of \(start)")
        #expect(link.contains("%3A"))
    }

    @Test func `the text is filled in as well, and the address stands for it where it is missing`()
        throws
    {
        var settings = Journey.settings
        settings.linkPatterns = try LinkPatterns(
            jaegerUI: Array(
                ##"{"linkPatterns": [{"key": "card", "url": "https://x/#{card}", "text": "card #{card}"}]}"##
                    .utf8
            )
        )
        var source = ScriptedSource.shop
        source.traces = [Self.trace]
        var journey = Journey(
            rows: 40,
            source: source,
            settings: settings,
            start: .trace(Self.trace.id, span: nil)
        )
        journey.press("j Enter / card Enter j")
        #expect(
            journey.span?.selected
                == .web(try #require(WebLink("https://x/visa", text: "card visa")), depth: 0)
        )
        journey.press("Enter")
        #expect(journey.opened == "https://x/visa")
        journey.press("a l")
        #expect(journey.effects.count { if case .openLink = $0 { true } else { false } } == 2)
        journey.press("y v")
        #expect(journey.copied == "https://x/visa")
        journey.press("k a f")
        #expect(journey.trace?.find?.text == "tag.card=visa")
    }

    @Test func `the trace itself has links below its id`() throws {
        var settings = Journey.settings
        settings.linkPatterns = try LinkPatterns(
            jaegerUI: Array(
                ##"{"linkPatterns": [{"type": "traces", "url": "https://logs/#{traceID}", "text": "logs"}]}"##
                    .utf8
            )
        )
        var source = ScriptedSource.shop
        source.traces = [Self.trace]
        var journey = Journey(
            rows: 60,
            source: source,
            settings: settings,
            start: .trace(Self.trace.id, span: nil)
        )
        journey.press("Enter / logs Enter Enter")
        #expect(journey.opened == "https://logs/\(Self.trace.id.jaegerHex)")
    }

    @Test(
        arguments: [
            ("[", "it is no JSON"), ("{}", "it has no list `linkPatterns`"),
            ("function UIConfig() {}", "it is no JSON"),
            (#"{"linkPatterns": 7}"#, "it has no list `linkPatterns`"),
        ]
    )
    func `what is no configuration of Jaeger's UI is refused`(text: String, mistake: String) {
        do throws(LinkPattern.Mistake) {
            _ = try LinkPatterns(jaegerUI: Array(text.utf8))
            Issue.record("taken")
        } catch {
            #expect(error.text.hasPrefix(mistake))
        }
    }

    @Test(
        arguments: [
            (#"{"key": "a"}"#, "it has no text `url`"),
            (#"{"url": "javascript:alert(1)"}"#, "its url has to begin with http:// or https://"),
            (##"{"url": "#{a}"}"##, "its url has to begin with http:// or https://"),
            (#"{"type": "spans", "url": "http://x"}"#, "there is no type `spans`"),
            (#"{"key": {"a": 1}, "url": "http://x"}"#, "its `key` is neither a text nor"),
            (##"{"url": "http://x/#{a | upper}"}"##, "there is no function `upper`"),
            (##"{"url": "http://x/#{a | add}"}"##, "there is no function `add`"),
        ]
    )
    func `a wrong pattern is left out with a note`(entry: String, reason: String) throws {
        let text = #"{"linkPatterns": [{"url": "http://ok"}, \#(entry)]}"#
        let patterns = try LinkPatterns(jaegerUI: Array(text.utf8))
        #expect(patterns.patterns.count == 1)
        #expect(patterns.notes.count == 1)
        #expect(patterns.notes.first?.hasPrefix("Link pattern 2 is left out: \(reason)") ?? false)
    }

    @Test(
        arguments: [
            ("https://a.example/x?y=1#z", "https://a.example/x?y=1#z"), ("HTTP://a", "HTTP://a"),
            ("http://ä/ö", "http://%C3%A4/%C3%B6"),
            ("http://a/\"'`<>", "http://a/%22'%60%3C%3E"), ("javascript:alert(1)", nil),
            ("file:///etc/passwd", nil), ("--version", nil), ("http://", nil), ("http:///x", nil),
            ("http://a b", nil), ("http://a\u{1B}]8;;", nil), ("http://a\nb", nil), ("", nil),
            ("http://a/\u{202E}x", "http://a/%E2%80%AEx"),
        ] as [(String, String?)]
    )
    func `only addresses of the web are opened, without what could act`(
        text: String,
        url: String?
    ) {
        #expect(WebLink(text)?.url == url)
    }

    @Test func `a value that is an address can be opened as it is`() {
        let trace = Trace.make {
            $0.span("root", 0..<10, service: "web", attributes: ["runbook.at": "https://wiki/x"])
        }
        var source = ScriptedSource.shop
        source.traces = [trace]
        var journey = Journey(rows: 40, source: source, start: .trace(trace.id, span: nil))
        journey.press("Enter / runbook Enter a l")
        #expect(journey.opened == "https://wiki/x")
    }
}
