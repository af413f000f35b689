import TraceModel

/// What Tab offers, of what is known of the source.
extension ScreenContext {
    func commandCompletion(_ text: String, cursor: Int) -> QueryCompletion {
        guard let blank = text.firstIndex(of: " ") else {
            return QueryCompletion(
                replaced: 0..<text.count,
                candidates: PromptCommand.names(startingWith: text).map { $0 + " " }
            )
        }
        let name = String(text[..<blank])
        let start = name.count + 1
        let rest = String(text.dropFirst(start))
        let command = PromptCommand(name: name)
        if command == .traces || command == .errors && rest.contains("=") {
            var inner = queryCompletion(rest, cursor: max(0, cursor - start))
            inner.replaced =
                (inner.replaced.lowerBound + start)..<(inner.replaced.upperBound + start)
            return inner
        }
        guard command == .operations || command == .errors || command == .monitor else {
            return QueryCompletion(replaced: 0..<0, candidates: [])
        }
        return QueryCompletion(
            replaced: start..<text.count,
            candidates: knownServices.filter { $0.hasPrefix(rest) }
        )
    }

    func queryCompletion(_ text: String, cursor: Int) -> QueryCompletion {
        var service: String?
        if case .success(let tokens) = QueryTokens.split(text) {
            service = tokens.first { $0.key == "service" }?.value
        }
        let operations = service.flatMap { knownOperations[$0] } ?? []
        var names: [String] = []
        for operation in operations where names.last != operation.name {
            names.append(operation.name)
        }
        return .at(cursor, of: text, services: knownServices, operations: names)
    }
}
