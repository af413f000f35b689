/// The commands of the `:` line, in the order of the help.
package enum PromptCommand: String, Sendable, CaseIterable {
    case services, operations, traces, errors, monitor, trace, save
    case saveOver = "save!"
    case messages, help, utc, local, quit

    /// With its arguments, as help shows it.
    package var usage: String {
        switch self {
        case .services, .messages, .help, .utc, .local, .quit: ":" + rawValue
        case .operations: ":operations SERVICE"
        case .traces: ":traces QUERY"
        case .errors: ":errors [SERVICE] [QUERY]"
        case .monitor: ":monitor [SERVICE] [RANGE]"
        case .trace: ":trace ID"
        case .save: ":save [jaeger|otlp] FILE"
        case .saveOver: ":save! [jaeger|otlp] FILE"
        }
    }

    package var explanation: String {
        switch self {
        case .services: "the list of services"
        case .operations: "the operations of a service"
        case .traces: "traces that match, in the words of the query line"
        case .errors: "failures by where they began; of this screen's service or query"
        case .monitor: "rate, errors and latency over time, 15m to 24h back"
        case .trace: "one trace: hex, base64, traceparent or a Jaeger UI address"
        case .save: "write what is shown, or what is marked, as Jaeger or OTLP JSON"
        case .saveOver: "the same, over a file that exists"
        case .messages: "all messages of this run, with their full text"
        case .help: "every key and command"
        case .utc: "times in UTC"
        case .local: "times in the local zone"
        case .quit: "leave; so does :q"
        }
    }

    /// Every line of the help: the commands, and that a number goes to a row.
    package static var lines: [(usage: String, explanation: String)] {
        [(":N", "row N")] + allCases.map { ($0.usage, $0.explanation) }
    }

    /// The command of that name, or its short name.
    init?(name: String) {
        self.init(rawValue: name == "q" ? Self.quit.rawValue : name)
    }

    /// The names that complete `prefix`.
    package static func names(startingWith prefix: String) -> [String] {
        allCases.map(\.rawValue).filter { $0.hasPrefix(prefix) }
    }
}
