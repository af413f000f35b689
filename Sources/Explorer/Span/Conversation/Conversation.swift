import PlainText
import TraceModel

/// What was said to a language model and what it answered, as far as a span holds it.
///
/// Read are OpenTelemetry's attributes (`gen_ai.input.messages`, `gen_ai.output.messages`, `gen_ai.system_instructions`) and earlier events
/// (`gen_ai.user.message`, `gen_ai.choice` and others), the numbered attributes of OpenLLMetry (`gen_ai.prompt.0.content`) and of
/// OpenInference (`llm.input_messages.0.message.content`), and the arguments and result of a tool.
struct Conversation {
    struct Entry: Equatable {
        /// Who speaks, or that a tool is called or answers.
        let speaker: String
        let text: String
    }

    var entries: [Entry] = []
    /// Names of the calls so far, which their results are listed by.
    private var calls: [String: String] = [:]
    let figures: String

    /// nil for a span that is not about a language model.
    ///
    /// - Complexity: O(bytes of the messages).
    init?(_ span: Span) {
        let attributes = span.attributes
        guard attributes.contains(where: { Self.isOfModel($0.key) }) else { return nil }
        func value(_ keys: [String]) -> AttributeValue? {
            keys.lazy.compactMap { key in attributes.first { $0.key == key }?.value }.first
        }
        figures = ConversationFigures.words(value)
        addMessages(of: attributes)
        for event in span.events { addMessages(of: event) }
        if let name = value(["gen_ai.tool.name"]) {
            let arguments = value(["gen_ai.tool.call.arguments"])
            let result = value(["gen_ai.tool.call.result"])
            if let arguments { addCall(JSONText.plain(name), arguments, id: nil) }
            if let result { addResult(result, name: JSONText.plain(name)) }
        }
        guard !entries.isEmpty || !figures.isEmpty else { return nil }
    }

    private static func isOfModel(_ key: String) -> Bool {
        key.hasPrefix("gen_ai.") || key.hasPrefix("llm.")
    }

    mutating func add(_ speaker: String, _ text: String) {
        guard !text.isEmpty else { return }
        entries.append(Entry(speaker: speaker, text: text))
    }

    /// A call of a tool: its name and arguments, as they were given.
    mutating func addCall(_ name: String, _ arguments: AttributeValue?, id: String?) {
        if let id { calls[id] = name }
        let text = arguments.map { JSONText.plain($0) } ?? ""
        add("tool call", text.isEmpty ? name : "\(name) \(text)")
    }

    mutating func addResult(_ result: AttributeValue, id: String?) {
        addResult(result, name: id.flatMap { calls[$0] } ?? "")
    }

    private mutating func addResult(_ result: AttributeValue, name: String) {
        let text = JSONText.plain(result)
        add("tool result", name.isEmpty ? text : "\(name) \(text)")
    }
}
