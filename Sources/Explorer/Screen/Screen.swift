/// The screens there are: bindings and help are told apart by them.
package enum ScreenKind: String, Sendable, CaseIterable {
    case services, operations, traces, errors, monitor, trace, span, value, help, messages

    /// As headings of the help name it.
    package var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}

/// One screen with all it remembers, by its own name: for panes, which have to know every screen.
package enum Screen: Sendable {
    case services(ServicesState)
    case operations(OperationsState)
    case traces(TracesState)
    case errors(ErrorsState)
    case monitor(MonitorState)
    case trace(TraceState)
    case span(SpanState)
    case value(ValueState)
    case help(HelpState)
    case messages(MessagesState)

    package var kind: ScreenKind {
        switch self {
        case .services: .services
        case .operations: .operations
        case .traces: .traces
        case .errors: .errors
        case .monitor: .monitor
        case .trace: .trace
        case .span: .span
        case .value: .value
        case .help: .help
        case .messages: .messages
        }
    }
}
