import PlainText
import TraceModel

/// Messages that came as events of the span, as OpenTelemetry had them first.
extension Conversation {
    mutating func addMessages(of event: Event) {
        let roles = [
            "gen_ai.system.message": "system", "gen_ai.user.message": "user",
            "gen_ai.assistant.message": "assistant", "gen_ai.tool.message": "tool",
            "gen_ai.choice": "assistant",
        ]
        guard let role = roles[event.name] else {
            if event.name.hasPrefix("gen_ai.") { addMessages(of: event.attributes) }
            return
        }
        let body = ["gen_ai.event.content", "event.body", "body", "message"].lazy.compactMap {
            key in
            event.attributes.first { $0.key == key }?.value
        }.first
        if let body {
            addMessages(body.withRole(role), role: role)
        } else {
            addMessages(.map(event.attributes.map(Self.read)).withRole(role), role: role)
        }
    }

    /// A member of a message, whose value may be JSON.
    private static func read(_ attribute: Attribute) -> Attribute {
        guard attribute.key == "tool_calls" || attribute.key == "message",
            let value = MessageValue.read(attribute.value)
        else { return attribute }
        return Attribute(key: attribute.key, value: value)
    }
}

extension AttributeValue {
    /// A message that does not say who speaks says it then, since a tool's is a result.
    fileprivate func withRole(_ role: String) -> AttributeValue {
        guard case .map(let members)? = MessageValue.read(self),
            !members.contains(where: { $0.key == "role" })
        else { return self }
        return .map([Attribute(key: "role", value: .string(role))] + members)
    }
}
