import PlainText
import TraceModel

/// Messages that came as values: arrays and maps, or their JSON.
extension Conversation {
    /// Attributes with messages, in the order in which they were said.
    private static let keys = [
        ("gen_ai.system_instructions", "system"), ("gen_ai.prompt", "user"),
        ("gen_ai.input.messages", "user"), ("gen_ai.completion", "assistant"),
        ("gen_ai.output.messages", "assistant"),
    ]

    mutating func addMessages(of attributes: AttributeList) {
        for (key, role) in Self.keys {
            for attribute in attributes where attribute.key == key {
                addMessages(attribute.value, role: role)
            }
        }
        addNumberedMessages(of: attributes)
    }

    /// A message or several, of `role` where they do not say.
    mutating func addMessages(_ value: AttributeValue, role: String) {
        guard let value = MessageValue.read(value) else {
            let size = CountText.bytes(JSONText.plain(value).utf8.count)
            return add(role, "\(size) are more than is laid out; the attribute has them")
        }
        switch value {
        case .array(let messages): for message in messages { addMessage(message, role: role) }
        default: addMessage(value, role: role)
        }
    }

    private mutating func addMessage(_ message: AttributeValue, role: String) {
        guard case .map = message else { return add(role, JSONText.plain(message)) }
        // A choice holds its message.
        if let inner = message["message"], case .map = inner {
            return addMessage(inner, role: role)
        }
        let role = message["role"]?.text ?? role
        if case .array(let parts)? = message["parts"] {
            for part in parts { addPart(part, role: role) }
        } else if message["type"] != nil, message["role"] == nil {
            addPart(message, role: role)
        } else {
            addContent(message["content"], of: message, role: role)
        }
        if case .array(let calls)? = message["tool_calls"] {
            for call in calls { addCall(call) }
        }
    }

    private mutating func addContent(
        _ content: AttributeValue?,
        of message: AttributeValue,
        role: String
    ) {
        switch content {
        case nil, .empty: break
        case .array(let parts): for part in parts { addPart(part, role: role) }
        case let content?:
            if role == "tool" {
                addResult(content, id: message["tool_call_id"]?.text ?? message["id"]?.text)
            } else {
                add(role, JSONText.plain(content))
            }
        }
    }

    private mutating func addPart(_ part: AttributeValue, role: String) {
        let text = part["content"] ?? part["text"] ?? part["thinking"]
        switch part["type"]?.text {
        case "text", "input_text", "output_text": add(role, text.map { JSONText.plain($0) } ?? "")
        case "reasoning", "thinking": add("\(role) thinks", text.map { JSONText.plain($0) } ?? "")
        case "tool_call", "tool_use", "function": addCall(part)
        case "tool_call_response", "tool_result":
            let result = part["response"] ?? part["result"] ?? part["content"] ?? .empty
            addResult(result, id: part["id"]?.text ?? part["tool_use_id"]?.text)
        case nil: add(role, text.map { JSONText.plain($0) } ?? JSONText.plain(part))
        case let type?:
            // An image, for instance, whose bytes nobody reads.
            let kind = part["mime_type"] ?? part["media_type"] ?? part["modality"] ?? part["uri"]
            add(role, "[\(type)\(kind.map { " " + JSONText.plain($0) } ?? "")]")
        }
    }

    private mutating func addCall(_ call: AttributeValue) {
        let function = call["function"] ?? call
        let name = (function["name"] ?? call["name"])?.text ?? "a tool"
        let arguments = function["arguments"] ?? call["input"]
        addCall(name, arguments, id: call["id"]?.text)
    }
}

extension AttributeValue {
    /// The first member called `key`; nil if there is none or this is no map.
    fileprivate subscript(key: String) -> AttributeValue? {
        guard case .map(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    fileprivate var text: String? { if case .string(let text) = self { text } else { nil } }
}
