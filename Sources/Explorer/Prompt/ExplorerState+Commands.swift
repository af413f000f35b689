import TraceModel

extension ExplorerState {
    /// Runs a line of the `:` prompt.
    mutating func run(command line: String) {
        let name = String(line.prefix { $0 != " " })
        let argument = trimmed(String(line.dropFirst(name.count)))
        if let row = Int(name) {
            screens[top].select(row: max(1, row) - 1)
        } else if let command = PromptCommand(name: name) {
            run(command, argument)
        } else {
            context.tell(
                .error,
                "there is no command :\(name); Tab completes, :help lists them"
            )
        }
        navigate()
    }

    private mutating func run(_ command: PromptCommand, _ argument: String) {
        switch command {
        case .quit: context.add(.quit)
        case .services: context.openServices()
        case .operations:
            if argument.isEmpty { tellUsage(command) } else { context.openOperations(argument) }
        case .traces: context.openTraces(query: argument)
        case .errors: context.openErrors(argument, of: termsInContext)
        case .monitor:
            var subject = termsInContext
            subject.service = screens[top].selectedService ?? subject.service
            context.openMonitor(argument, of: subject)
        case .trace: if argument.isEmpty { tellUsage(command) } else { openPasted(argument) }
        case .save, .saveOver: save(argument, command)
        case .messages: context.openMessages()
        case .help: perform(.help)
        case .utc, .local: show(utc: command == .utc)
        }
    }

    private mutating func tellUsage(_ command: PromptCommand) {
        context.tell(.error, "write \(command.usage)")
    }

    private func trimmed(_ text: String) -> String {
        let front = text.drop { $0 == " " }
        guard let last = front.lastIndex(where: { $0 != " " }) else { return "" }
        return String(front[...last])
    }

    /// The service, operation or query that the screens on top are about.
    private var termsInContext: SearchTerms {
        screens.reversed().lazy.compactMap(\.searchTerms).first ?? SearchTerms()
    }

    /// Opens the trace that a pasted id or address names.
    mutating func openPasted(_ text: String) {
        guard let named = TraceIDText(text) else {
            return context.tell(
                .error,
                "no trace id in “\(text.prefix(40))”; an id is 1 to 32 hexadecimal digits"
            )
        }
        if let address = named.baseURL, let baseURL = settings.baseURL, address != baseURL {
            context.tell(.warning, "the address names \(address); asking \(baseURL) instead")
        }
        context.openTrace(named.traceID, near: nil, span: named.spanID)
        navigate()
    }

    private mutating func save(_ argument: String, _ command: PromptCommand) {
        var path = argument
        var format = SaveTarget.Format.jaeger
        for candidate in [SaveTarget.Format.jaeger, .otlp]
        where argument.hasPrefix(candidate.rawValue + " ") {
            format = candidate
            path = trimmed(String(argument.dropFirst(candidate.rawValue.count)))
        }
        guard !path.isEmpty else { return tellUsage(.save) }
        guard let content = first(\.savable) else {
            return context.tell(
                .error,
                "there is nothing to save here; open traces or a trace first"
            )
        }
        let target = SaveTarget(
            path: path,
            format: format,
            content: content,
            overwrites: command == .saveOver
        )
        context.add(.save(context.begin("saving"), target))
    }
}
