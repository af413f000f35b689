import Explorer

extension CompletionRequest {
    /// What fits at the cursor.
    package func answer(_ knowledge: CompletionKnowledge) -> CompletionAnswer {
        var answer = CompletionAnswer()
        if let option = pending {
            offer(option.completion, before: "", knowledge, in: &answer)
        } else if !isPastOptions, typed.hasPrefix("--"), let split = typed.firstIndex(of: "=") {
            let flag = typed[..<split]
            if let option = options.first(where: { $0.flag == flag && !$0.isSwitch }) {
                offer(option.completion, before: flag + "=", knowledge, in: &answer)
            }
        } else if !isPastOptions, typed.hasPrefix("-"), typed != "-" {
            offerOptions(in: &answer)
        } else {
            offerArguments(knowledge, in: &answer)
        }
        return answer
    }

    private func offerOptions(in answer: inout CompletionAnswer) {
        let done = Set(given.filter { !$0.option.isRepeatable }.map(\.option.name))
        for option in options where !done.contains(option.name) {
            answer.offer(option.flag, option.help, for: typed)
        }
    }

    private func offerArguments(
        _ knowledge: CompletionKnowledge,
        in answer: inout CompletionAnswer
    ) {
        guard let command, let description = CommandTable.description(of: command) else {
            if arguments.isEmpty {
                for command in CommandTable.all {
                    answer.offer(command.word.rawValue, command.summary, for: typed)
                }
                offer(.contexts, before: "", knowledge, in: &answer)
            }
            return answer.offerFiles()
        }
        switch description.completion {
        case .search: offerSearch(knowledge, in: &answer)
        case .files: answer.offerFiles()
        case .nothing, .words, .contexts, .services, .operations:
            guard arguments.isEmpty else { return }
            offer(description.completion, before: "", knowledge, in: &answer)
        }
    }

    /// A service, and terms of the query language.
    private func offerSearch(_ knowledge: CompletionKnowledge, in answer: inout CompletionAnswer) {
        if let split = typed.firstIndex(of: "=") {
            guard let term = QueryTerm(key: String(typed[..<split])) else { return }
            let prefix = typed[...split]
            let values: [String] =
                switch term.candidates {
                case .services: knowledge.services()
                case .operations: service.map(knowledge.operations) ?? []
                case .words(let words): words
                }
            for value in values { answer.offer(prefix + value, for: typed) }
            return
        }
        let terms = arguments.filter { $0.contains("=") }
        if terms.count == arguments.count {
            for service in knowledge.services() { answer.offer(service, "service", for: typed) }
        }
        for term in QueryTerm.allCases where term != .tag {
            let key = term.key + "="
            guard !terms.contains(where: { $0.hasPrefix(key) }) else { continue }
            answer.offer(key, "such as \(key)\(term.sample)", for: typed)
        }
    }

    /// The service that the words before the cursor name.
    private var service: String? {
        let key = QueryTerm.service.key + "="
        return arguments.first { $0.hasPrefix(key) }.map { String($0.dropFirst(key.count)) }
            ?? arguments.first { !$0.contains("=") }
    }

    private func offer(
        _ completion: CommandLineOption.Completion,
        before prefix: some StringProtocol,
        _ knowledge: CompletionKnowledge,
        in answer: inout CompletionAnswer
    ) {
        let values: [String]
        switch completion {
        case .nothing, .search: return
        case .files: return answer.offerFiles()
        case .words(let words): values = words
        case .contexts: values = knowledge.contexts()
        case .services: values = knowledge.services()
        case .operations: values = service.map(knowledge.operations) ?? []
        }
        for value in values { answer.offer(prefix + value, for: typed) }
    }
}
