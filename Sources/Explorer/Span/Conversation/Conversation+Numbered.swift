import PlainText
import TraceModel

/// Messages whose parts are attributes with numbers in their keys.
extension Conversation {
    private static let lists = [
        ("gen_ai.prompt.", "user"), ("llm.input_messages.", "user"),
        ("gen_ai.completion.", "assistant"), ("llm.output_messages.", "assistant"),
    ]

    mutating func addNumberedMessages(of attributes: AttributeList) {
        for (prefix, role) in Self.lists {
            var messages: [Int: [(path: Substring, value: AttributeValue)]] = [:]
            for attribute in attributes where attribute.key.hasPrefix(prefix) {
                let rest = attribute.key.dropFirst(prefix.count)
                guard let number = Int(rest.prefix { $0.isNumber }) else { continue }
                var path = rest.drop { $0.isNumber }.dropFirst()
                // OpenInference names what is numbered once more.
                if path.hasPrefix("message.") { path = path.dropFirst(8) }
                messages[number, default: []].append((path, attribute.value))
            }
            for (_, parts) in messages.sorted(by: { $0.key < $1.key }) {
                addNumberedMessage(parts, role: role)
            }
        }
    }

    private mutating func addNumberedMessage(
        _ parts: [(path: Substring, value: AttributeValue)],
        role: String
    ) {
        var role = role
        var id: String?
        for (path, value) in parts {
            if path == "role" { role = JSONText.plain(value) }
            if path == "tool_call_id" { id = JSONText.plain(value) }
        }
        var calls: [Int: (name: String, arguments: AttributeValue?, id: String?)] = [:]
        var contents: [(Int, AttributeValue)] = []
        for (path, value) in parts {
            let steps = path.split(separator: ".")
            let number = steps.count > 1 ? Int(steps[1]) ?? 0 : 0
            switch (steps.first, steps.last) {
            case ("content", "content"): contents.append((-1, value))
            case ("contents", "text"): contents.append((number, value))
            case ("tool_calls", "name"):
                calls[number, default: ("", nil, nil)].name = JSONText.plain(value)
            case ("tool_calls", "arguments"):
                calls[number, default: ("", nil, nil)].arguments = value
            case ("tool_calls", "id"):
                calls[number, default: ("", nil, nil)].id = JSONText.plain(value)
            default: break
            }
        }
        for (_, content) in contents.sorted(by: { $0.0 < $1.0 }) {
            if role == "tool" {
                addResult(content, id: id)
            } else if case .array? = MessageValue.read(content) {
                addMessages(
                    .map([Attribute(key: "content", value: MessageValue.read(content) ?? content)]),
                    role: role
                )
            } else {
                add(role, JSONText.plain(content))
            }
        }
        for (_, call) in calls.sorted(by: { $0.key < $1.key }) {
            addCall(call.name, call.arguments, id: call.id)
        }
    }
}
