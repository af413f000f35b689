import TestSupport
import Testing
import TraceModel

@testable import Explorer

/// Messages of language models, in each way in which spans hold them.
@Suite struct ConversationTests {
    private typealias Entry = Conversation.Entry

    private static func span(
        _ attributes: AttributePairs,
        events: [(String, AttributePairs)] = []
    ) -> Span {
        let trace = Trace.make {
            $0.span("chat", 0..<10, attributes: attributes)
            for (number, event) in events.enumerated() {
                $0.event(event.0, at: Double(number), event.1)
            }
        }
        return trace[0]
    }

    private func entries(of span: Span) -> [String] {
        Conversation(span)?.entries.map { "\($0.speaker): \($0.text)" } ?? []
    }

    private static let talk = [
        "system: Be brief.", "user: Weather in Paris?",
        #"tool call: get_weather {"city":"Paris"}"#, "tool result: get_weather rainy, 14 °C",
        "assistant thinks: It rains.", "assistant: Take an umbrella.",
    ]

    @Test func `attributes with messages, as texts of JSON`() {
        let input = #"""
            [{"role":"user","parts":[{"type":"text","content":"Weather in Paris?"}]},
            {"role":"assistant","parts":[{"type":"tool_call","id":"c1","name":"get_weather","arguments":{"city":"Paris"}}]},
            {"role":"tool","parts":[{"type":"tool_call_response","id":"c1","response":"rainy, 14 °C"}]}]
            """#
        let output = #"""
            [{"role":"assistant","parts":[{"type":"reasoning","content":"It rains."},{"type":"text","content":"Take an umbrella."}],"finish_reason":"stop"}]
            """#
        let span = Self.span([
            "gen_ai.output.messages": .string(output), "gen_ai.input.messages": .string(input),
            "gen_ai.system_instructions": #"[{"type":"text","content":"Be brief."}]"#,
        ])
        #expect(entries(of: span) == Self.talk)
    }

    @Test func `attributes with messages, as maps and arrays`() {
        func map(_ members: AttributePairs) -> AttributeValue {
            .map([Attribute](members))
        }
        let input = AttributeValue.array([
            map(["role": "user", "parts": .array([map(["type": "text", "content": "Hi"])])]),
            map([
                "role": "user", "parts": .array([map(["type": "blob", "mime_type": "image/png"])]),
            ]),
        ])
        let span = Self.span(["gen_ai.input.messages": input])
        #expect(entries(of: span) == ["user: Hi", "user: [blob image/png]"])
    }

    @Test func `events of messages`() {
        let calls =
            #"[{"id":"c1","type":"function","function":{"name":"get_weather","arguments":"{\"city\":\"Paris\"}"}}]"#
        let span = Self.span(
            ["gen_ai.system": "openai"],
            events: [
                ("gen_ai.system.message", ["gen_ai.event.content": #"{"content":"Be brief."}"#]),
                ("gen_ai.user.message", ["content": "Weather in Paris?"]),
                ("gen_ai.assistant.message", ["tool_calls": .string(calls)]),
                (
                    "gen_ai.tool.message",
                    ["gen_ai.event.content": #"{"id":"c1","content":"rainy, 14 °C"}"#]
                ),
                (
                    "gen_ai.choice",
                    [
                        "gen_ai.event.content":
                            #"{"index":0,"finish_reason":"stop","message":{"role":"assistant thinks","content":"It rains."}}"#
                    ]
                ),
                ("gen_ai.choice", ["message": #"{"content":"Take an umbrella."}"#]),
                ("retry", ["content": "no message"]),
            ]
        )
        #expect(entries(of: span) == Self.talk)
    }

    @Test func `numbered attributes of OpenLLMetry`() {
        let span = Self.span([
            "gen_ai.prompt.1.content": "Weather in Paris?", "gen_ai.prompt.0.role": "system",
            "gen_ai.prompt.0.content": "Be brief.", "gen_ai.prompt.1.role": "user",
            "gen_ai.prompt.2.role": "assistant", "gen_ai.prompt.2.tool_calls.0.id": "c1",
            "gen_ai.prompt.2.tool_calls.0.name": "get_weather",
            "gen_ai.prompt.2.tool_calls.0.arguments": #"{"city":"Paris"}"#,
            "gen_ai.prompt.3.role": "tool", "gen_ai.prompt.3.tool_call_id": "c1",
            "gen_ai.prompt.3.content": "rainy, 14 °C",
            "gen_ai.completion.0.role": "assistant thinks",
            "gen_ai.completion.0.content": "It rains.",
            "gen_ai.completion.1.content": "Take an umbrella.",
            "gen_ai.completion.1.finish_reason": "stop",
        ])
        #expect(entries(of: span) == Self.talk)
    }

    @Test func `numbered attributes of OpenInference`() {
        let call = "llm.input_messages.1.message.tool_calls.0.tool_call"
        let span = Self.span([
            "llm.input_messages.0.message.role": "user",
            "llm.input_messages.0.message.contents.1.message_content.text": "in Paris?",
            "llm.input_messages.0.message.contents.0.message_content.text": "Weather",
            "llm.input_messages.1.message.role": "assistant",
            "\(call).function.name": "get_weather",
            "\(call).function.arguments": #"{"city":"Paris"}"#,
            "llm.output_messages.0.message.role": "assistant",
            "llm.output_messages.0.message.content": "Take an umbrella.",
        ])
        #expect(
            entries(of: span) == [
                "user: Weather", "user: in Paris?", Self.talk[2], "assistant: Take an umbrella.",
            ]
        )
    }

    @Test func `a tool that was run`() {
        let span = Self.span([
            "gen_ai.tool.name": "get_weather", "gen_ai.tool.call.arguments": #"{"city":"Paris"}"#,
            "gen_ai.tool.call.result": "rainy, 14 °C",
        ])
        #expect(entries(of: span) == Array(Self.talk[2...3]))
    }

    @Test(
        arguments: [
            (
                [
                    "gen_ai.request.model": "m-1", "gen_ai.usage.input_tokens": 1204,
                    "gen_ai.usage.output_tokens": 85, "gen_ai.usage.cost": 0.0123,
                ],
                "m-1 · tokens 1,204 in, 85 out · cost 0.0123"
            ),
            (["llm.model_name": "m-2", "llm.token_count.prompt": 7], "m-2 · tokens 7 in"),
            (["gen_ai.response.model": "m-3"], "m-3"),
            (
                ["gen_ai.usage.prompt_tokens": "12", "llm.cost.total": "0.5"],
                "tokens 12 in · cost 0.5"
            ),
        ] as [(AttributePairs, String)]
    )
    func `figures are those of the span, and no others`(
        attributes: AttributePairs,
        words: String
    ) {
        #expect(Conversation(Self.span(attributes))?.figures == words)
    }

    @Test func `other spans have no conversation`() {
        #expect(Conversation(Self.span(["http.request.method": "GET", "llm": "x"])) == nil)
        #expect(Conversation(Self.span(["gen_ai.operation.name": "chat"])) == nil)
    }

    @Test(arguments: [
        "", "[", "{}", "[]", "[1,null,\"text\"]", "[[[]]]", #"[{"role":5,"parts":"x"}]"#,
        #"[{"parts":[{"type":"tool_call"}]}]"#, #"{"role":"user","content":{"a":1}}"#,
        #"[{"role":"user","content":[{"type":"text","text":"a"},{"type":"image_url"}]}]"#,
    ])
    func `odd messages are shown as far as they go`(text: String) {
        let span = Self.span([
            "gen_ai.input.messages": .string(text), "gen_ai.request.model": "m",
            "gen_ai.prompt.0.content": .string(text),
            "gen_ai.prompt.99999999999999999999.role": "x",
        ])
        #expect(Conversation(span)?.entries.allSatisfy { !$0.text.isEmpty } == true)
    }

    @Test func `more than is laid out is said`() {
        let span = Self.span([
            "gen_ai.input.messages": .string("[" + String(repeating: " ", count: 1 << 20) + "]")
        ])
        #expect(
            entries(of: span) == ["user: 1.0 MB are more than is laid out; the attribute has them"]
        )
    }

    @Test func `a conversation is a part of the details, and its messages are opened and copied`() {
        var source = ScriptedSource.shop
        source.traces = [
            Trace.make {
                $0.span(
                    "chat",
                    0..<10,
                    attributes: [
                        "gen_ai.request.model": "m",
                        "gen_ai.input.messages": #"[{"role":"user","content":"Hello there"}]"#,
                    ]
                )
            }
        ]
        var journey = Journey(source: source, start: .trace(.named("trace"), span: nil))
        journey.press("Enter")
        let isFirst = journey.span?.rows.first.map {
            if case .heading(.conversation, "conversation", 1, "m", true) = $0 {
                true
            } else {
                false
            }
        }
        #expect(isFirst == true)
        journey.press("j y v")
        #expect(journey.copied == "Hello there")
        journey.press("Enter")
        #expect(journey.value?.title == "user")
        #expect(journey.value?.text == "Hello there")
    }
}
