import PlainText
import TraceModel

/// The model of a conversation, its tokens and its cost, where the span says them; nothing is worked out.
enum ConversationFigures {
    static func words(_ value: ([String]) -> AttributeValue?) -> String {
        var words: [String] = []
        if let model = value([
            "gen_ai.response.model", "gen_ai.request.model", "llm.model_name",
        ]) {
            words.append(JSONText.plain(model))
        }
        let tokens = [
            (
                [
                    "gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens",
                    "llm.token_count.prompt", "llm.usage.prompt_tokens",
                ], "in"
            ),
            (
                [
                    "gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens",
                    "llm.token_count.completion", "llm.usage.completion_tokens",
                ], "out"
            ),
        ].compactMap { keys, way in
            value(keys).flatMap { count($0) }.map { "\($0) \(way)" }
        }
        if !tokens.isEmpty { words.append("tokens " + tokens.joined(separator: ", ")) }
        // The attribute does not say in which money.
        if let cost = value(["gen_ai.usage.cost", "gen_ai.cost", "llm.cost.total"]) {
            words.append("cost \(JSONText.plain(cost))")
        }
        return words.joined(separator: " · ")
    }

    private static func count(_ value: AttributeValue) -> String? {
        switch value {
        case .int(let count): CountText.grouped(Int(count))
        case .double(let count): Int(exactly: count).map { CountText.grouped($0) }
        case .string(let text): Int(text).map { CountText.grouped($0) } ?? text
        case .empty, .bool, .bytes, .array, .map: nil
        }
    }
}
