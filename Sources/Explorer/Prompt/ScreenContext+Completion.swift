import TraceAnalysis
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
        switch PromptCommand(name: name)?.argument ?? .none {
        case .none: return QueryCompletion(replaced: 0..<0, candidates: [])
        case .attribute:
            let names = SpanGrouping.fields.map(\.name) + seenAttributes.keys
            return QueryCompletion(
                replaced: start..<text.count,
                candidates: names.filter { $0.hasPrefix(rest) }
            )
        case .query: return queryCompletion(of: rest, after: start, cursor: cursor)
        case .serviceOrQuery where rest.contains("="):
            return queryCompletion(of: rest, after: start, cursor: cursor)
        case .service, .serviceOrQuery:
            return QueryCompletion(
                replaced: start..<text.count,
                candidates: knownServices.filter { $0.hasPrefix(rest) }
            )
        }
    }

    /// What Tab offers in a query that begins after `start` characters of the line.
    private func queryCompletion(
        of query: String,
        after start: Int,
        cursor: Int
    ) -> QueryCompletion {
        var inner = queryCompletion(query, cursor: max(0, cursor - start))
        inner.replaced = (inner.replaced.lowerBound + start)..<(inner.replaced.upperBound + start)
        return inner
    }

    func queryCompletion(_ text: String, cursor: Int) -> QueryCompletion {
        var service: String?
        if case .success(let tokens) = QueryTokens.split(text) {
            service = tokens.last { $0.key == QueryTerm.service.key }?.value
        }
        let operations = service.flatMap { knownOperations[$0] } ?? []
        var names: [String] = []
        for operation in operations where names.last != operation.name {
            names.append(operation.name)
        }
        return .at(
            cursor,
            of: text,
            services: knownServices,
            operations: names,
            attributes: seenAttributes
        )
    }
}
