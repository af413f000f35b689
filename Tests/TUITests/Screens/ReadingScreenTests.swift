import Explorer
import TerminalText
import TestSupport
import Testing
import TraceModel

@Suite struct ReadingScreenTests {
    @Test(arguments: TerminalSize.allCases)
    func `a span with attributes, events, links and warnings`(_ size: TerminalSize) {
        expectScreen(.atTrace(size, "e e Enter"), "span", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `every part of a span open`(_ size: TerminalSize) {
        var journey = Journey.atTrace(size, "e e Enter")
        for _ in 0..<2 {
            for row in 0..<60 {
                guard let span = journey.span, row < span.rows.count else { break }
                journey.press("g")
                for _ in 0..<row { journey.press("j") }
                if case .heading(_, _, _, _, false)? = journey.span?.selected {
                    journey.press("Space")
                }
            }
        }
        journey.press("G")
        expectScreen(journey, "span-open", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `a span with long values over several lines`(_ size: TerminalSize) {
        expectScreen(.atTrace(size, "e e Enter / a Enter w"), "span-wrapped", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `a value whole, with JSON laid out`(_ size: TerminalSize) {
        expectScreen(Self.value("request.body", size), "value-json", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `a value of one line`(_ size: TerminalSize) {
        expectScreen(Self.value("http.request.method", size), "value-line", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `a long value in which something was found`(_ size: TerminalSize) {
        var journey = Self.value("db.statement", size)
        journey.press("/ state Enter")
        expectScreen(journey, "value-found", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `a span meant to do harm`(_ size: TerminalSize) {
        var journey = Journey(
            size,
            source: .hostile,
            start: .trace(.named("trace"), span: nil)
        )
        journey.press("j Enter j j")
        expectScreen(journey, "span-hostile", size)
        journey.press("Enter")
        expectScreen(journey, "value-hostile", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `a span narrowed to what an expression speaks of`(_ size: TerminalSize) {
        var journey = Journey.atTrace(size, "e e Enter /")
        journey.type("http.response.status_code>400 and (has host.name)")
        journey.press("Enter")
        expectScreen(journey, "span-expression", size)
    }

    @Test func `a span and a value in ASCII`() {
        expectScreen(.atTrace(.usual, "e e Enter"), "span-ascii", glyphs: .ascii)
        expectScreen(.atTrace(.usual, "e e Enter w G"), "span-wrapped-ascii", glyphs: .ascii)
        expectScreen(Self.value("db.statement", .usual), "value-ascii", glyphs: .ascii)
    }

    @Test func `a span that was not received`() {
        expectScreen(.atTrace(.usual, "G k Enter"), "span-missing")
    }

    @Test(arguments: TerminalSize.allCases)
    func `what can be copied of a span`(_ size: TerminalSize) {
        expectScreen(.atTrace(size, "e e Enter y"), "span-copy", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `what can be done with an attribute`(_ size: TerminalSize) {
        expectScreen(.atTrace(size, "e e Enter / host Enter a"), "span-attribute", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `links below attributes`(_ size: TerminalSize) throws {
        let patterns = ##"""
            {"linkPatterns": [
            {"key": "host.name", "url": "https://logs.example.com/?host=#{host.name}", "text": "logs of #{host.name}"},
            {"key": "host.name", "url": "https://hosts.example.com/#{host.name}"}]}
            """##
        var settings = Journey.settings
        settings.linkPatterns = try LinkPatterns(jaegerUI: Array(patterns.utf8))
        var journey = Journey(
            rows: size.size.rows,
            columns: size.size.columns,
            settings: settings,
            start: .trace(Shop.trace.id, span: nil)
        )
        journey.press("e e Enter / host Enter j")
        expectScreen(journey, "span-links", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `help for a trace`(_ size: TerminalSize) {
        expectScreen(.atTrace(size, "?"), "help", size)
    }

    @Test func `help narrowed, in ASCII`() {
        expectScreen(.atTrace(.usual, "? / error Enter"), "help-ascii", glyphs: .ascii)
    }

    @Test(arguments: TerminalSize.allCases)
    func `messages of the run`(_ size: TerminalSize) {
        var journey = Journey(size)
        journey.press("x")
        journey.send(
            .notice(.warning, "the server's certificate is not verified (--insecure)")
        )
        journey.press(":trace")
        journey.type(" 000")
        journey.press("Enter")
        journey.press(":messages Enter")
        expectScreen(journey, "messages", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `a command being typed`(_ size: TerminalSize) {
        var journey = Journey(size)
        journey.press(":s Tab")
        expectScreen(journey, "command", size)
    }

    @Test(arguments: TerminalSize.allCases)
    func `the breadcrumb in focus`(_ size: TerminalSize) {
        var journey = Journey(size)
        journey.press("j Enter Enter Enter `")
        expectScreen(journey, "breadcrumb", size)
    }

    /// At the value of an attribute of the span that failed.
    private static func value(_ key: String, _ size: TerminalSize) -> Journey {
        var journey = Journey.atTrace(size, "e e Enter")
        for _ in 0..<60 {
            if case .attribute(let attribute, _)? = journey.span?.selected, attribute.key == key {
                journey.press("Enter")
                return journey
            }
            journey.press("j")
        }
        return journey
    }

    @Test(arguments: TerminalSize.allCases)
    func `a conversation with a language model, headers and a stack trace`(_ size: TerminalSize) {
        var source = ScriptedSource.shop
        source.traces = [
            Trace.make {
                $0.span(
                    "chat m-1",
                    0..<900,
                    service: "assistant",
                    attributes: [
                        "gen_ai.request.model": "m-1", "gen_ai.usage.input_tokens": 1204,
                        "gen_ai.usage.output_tokens": 85,
                        "gen_ai.system_instructions": #"[{"type":"text","content":"Be brief."}]"#,
                        "gen_ai.input.messages":
                            #"[{"role":"user","parts":[{"type":"text","content":"Do I need an umbrella this afternoon on the way from the hotel to the museum in Paris?"},{"type":"blob","mime_type":"image/png"}]},{"role":"assistant","parts":[{"type":"tool_call","id":"c1","name":"get_weather","arguments":{"city":"Paris"}}]},{"role":"tool","parts":[{"type":"tool_call_response","id":"c1","response":"rainy, 14 °C"}]}]"#,
                        "gen_ai.output.messages":
                            #"[{"role":"assistant","parts":[{"type":"text","content":"Take an umbrella."}]}]"#,
                        "http.request.header.accept": #"["text/html","*/*"]"#,
                        "error.stack":
                            "Error: no answer\n    at Redis.connect (/app/node_modules/ioredis/Redis.js:60:12)\n    at Cart.load (/app/src/cart.js:31:7)",
                    ]
                )
            }
        ]
        var journey = Journey(size, source: source, start: .trace(.named("trace"), span: nil))
        journey.press("Enter")
        expectScreen(journey, "span-conversation", size)
    }
}
