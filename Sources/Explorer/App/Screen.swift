/// One screen of the stack, with all it remembers.
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

    /// The screen's part of the breadcrumb.
    package var crumb: String {
        switch self {
        case .services: "services"
        case .operations(let state): state.service + " operations"
        case .traces(let state): state.crumb
        case .errors(let state): state.crumb
        case .monitor(let state): state.crumb
        case .trace(let state): state.crumb
        case .span(let state): state.crumb
        case .value(let state): state.title
        case .help: "help"
        case .messages: "messages"
        }
    }

    /// Requests whose replies this screen still waits for.
    var requests: [RequestID] {
        switch self {
        case .services(let state): state.requests
        case .operations(let state): state.requests
        case .traces(let state): state.request.map { [$0] } ?? []
        case .errors(let state): state.requests
        case .monitor(let state): state.requests
        case .trace(let state): state.requests
        case .span, .value, .help, .messages: []
        }
    }
}
