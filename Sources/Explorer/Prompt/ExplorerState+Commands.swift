import PlainText
import TraceModel

extension ExplorerState {
    /// Runs a line of the `:` prompt.
    mutating func run(command line: String) -> [Effect] {
        let name = String(line.prefix { $0 != " " })
        let argument = trimmed(String(line.dropFirst(name.count)))
        if let row = Int(name) {
            goToRow(row)
            return []
        }
        switch name {
        case "q", "quit": return [.quit]
        case "services": return openServices()
        case "operations":
            guard !argument.isEmpty else { return usage("operations") }
            return openOperations(argument)
        case "traces": return openTraces(query: argument)
        case "errors": return openErrors(argument)
        case "monitor": return openMonitor(argument)
        case "trace":
            guard !argument.isEmpty else { return usage("trace") }
            return openPasted(argument)
        case "save", "save!": return save(argument, overwrites: name == "save!")
        case "columns":
            chooseColumns(argument)
            return []
        case "messages":
            openMessages()
            return []
        case "help": return perform(.help)
        case "utc", "local":
            settings.usesUTC = name == "utc"
            tell(.info, "times in \(zone.name(now))")
            return []
        default:
            tell(.error, "there is no command :\(name); Tab completes, :help lists them")
            return []
        }
    }

    private mutating func usage(_ name: String) -> [Effect] {
        let usage = CommandTable.entries.first { $0.name == name }?.usage ?? ""
        tell(.error, "write \(usage)")
        return []
    }

    private func trimmed(_ text: String) -> String {
        let front = text.drop { $0 == " " }
        guard let last = front.lastIndex(where: { $0 != " " }) else { return "" }
        return String(front[...last])
    }

    private mutating func openServices() -> [Effect] {
        if case .services = screens[0] {
            var effects: [Effect] = []
            while screens.count > 1 { effects += goBack() }
            return effects
        }
        push(.services(ServicesState(pinned: pinnedServices)))
        return loadServices()
    }

    private mutating func openTraces(query text: String) -> [Effect] {
        switch QueryText.parse(text, now: now, zone: zone) {
        case .failure(let error):
            tell(.error, "\(error.message), at column \(error.column + 1) of the query")
            return []
        case .success(let terms):
            remember(text)
            return [.remember(query: text)] + openTraces(terms)
        }
    }

    /// Opens the trace that a pasted id or address names.
    mutating func openPasted(_ text: String) -> [Effect] {
        guard let named = TraceIDText(text) else {
            tell(.error, "no trace id in “\(text.prefix(40))”; an id is 1 to 32 hexadecimal digits")
            return []
        }
        if let address = named.baseURL, let baseURL = settings.baseURL, address != baseURL {
            tell(.warning, "the address names \(address); asking \(baseURL) instead")
        }
        return openTrace(named.traceID, near: nil, span: named.spanID)
    }

    private mutating func goToRow(_ number: Int) {
        let row = max(1, number) - 1
        switch screen {
        case .services(var state):
            state.select(row: row)
            replace(.services(state))
        case .operations(var state):
            state.select(row: row)
            replace(.operations(state))
        case .traces(var state):
            state.select(row: row)
            replace(.traces(state))
        case .errors(var state):
            state.select(row: row)
            replace(.errors(state))
        case .monitor(var state):
            state.select(row)
            replace(.monitor(state))
        case .trace:
            _ = changeTrace { _, state in
                state.select(row: row)
                return []
            }
        case .value(var state):
            state.scroll(to: row)
            replace(.value(state))
        case .span(var state):
            state.select(row: row)
            replace(.span(state))
        case .help(var state):
            state.select(row: row)
            replace(.help(state))
        case .messages(var state):
            state.select(row: row)
            replace(.messages(state))
        }
    }

    private mutating func save(_ argument: String, overwrites: Bool) -> [Effect] {
        var path = argument
        var format = SaveTarget.Format.jaeger
        for candidate in [SaveTarget.Format.jaeger, .otlp]
        where argument.hasPrefix(candidate.rawValue + " ") {
            format = candidate
            path = trimmed(String(argument.dropFirst(candidate.rawValue.count)))
        }
        guard !path.isEmpty else { return usage("save") }
        let content: SaveTarget.Content
        switch (screen, traceOnTop) {
        case (_, let trace?): content = .trace(trace)
        case (.traces(let state), _) where !state.marks.isEmpty:
            content = .traces(state.chosen)
        case (.traces(let state), _) where !state.shown.isEmpty:
            content = .traces(state.shown.map { state.summaries[$0] })
        default:
            tell(.error, "there is nothing to save here; open traces or a trace first")
            return []
        }
        let target = SaveTarget(
            path: path,
            format: format,
            content: content,
            overwrites: overwrites
        )
        return [.save(begin("saving"), target)]
    }

    /// The trace of the screen on top, or of the trace screen below it.
    var traceOnTop: Trace? {
        for screen in screens.reversed() {
            switch screen {
            case .trace(let state): return state.prepared?.trace
            case .span(let state): return state.trace
            case .value, .help, .messages: continue
            case .services, .operations, .traces, .errors, .monitor: return nil
            }
        }
        return nil
    }
}
