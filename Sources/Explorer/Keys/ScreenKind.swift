/// The screens there are; bindings and help are told apart by them.
package enum ScreenKind: String, Sendable, CaseIterable {
    case services, operations, traces, errors, monitor, trace, span, value, help, messages

    /// As headings of the help name it.
    package var title: String {
        switch self {
        case .services: "Services"
        case .operations: "Operations"
        case .traces: "Traces"
        case .errors: "Errors"
        case .monitor: "Monitor"
        case .trace: "Trace"
        case .span: "Span"
        case .value: "Value"
        case .help: "Help"
        case .messages: "Messages"
        }
    }
}
