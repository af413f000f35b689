import PlainText
import TerminalText
import TraceModel
import WireFormats

/// The commands of the `:` line, in the order of the help.
package enum PromptCommand: String, Sendable, CaseIterable {
    case services, operations, traces, errors, monitor, trace, story, hide, show, fold, archive,
        save
    case saveOver = "save!"
    case columns, colour, status, messages, help, utc, local, quit

    /// What follows a command's name, for completion.
    enum Argument { case none, service, query, serviceOrQuery, attribute }

    /// What the screens on top are about, for commands that do not say.
    struct Subject {
        var terms: SearchTerms
        /// The service that is selected there.
        var service: String?
        /// What `:save` writes.
        var savable: SaveTarget.Content?
        /// The list on top whose columns can be chosen.
        var columns: ListColumns?
        /// The trace that is shown.
        var trace: TraceID?
        /// How what is shown was got.
        var status: String
    }

    /// The formats that traces are saved as, as help lists them.
    private static let formats = ConvertedFormat.allCases.map(\.rawValue).joined(separator: ", ")

    /// With its arguments, as help shows it.
    package var usage: String {
        switch self {
        case .services, .story, .archive, .status, .messages, .help, .utc, .local, .quit:
            ":" + rawValue
        case .operations: ":operations SERVICE"
        case .traces: ":traces QUERY"
        case .errors: ":errors [SERVICE] [QUERY]"
        case .monitor: ":monitor [SERVICE] [RANGE]"
        case .trace: ":trace ID"
        case .hide: ":hide [SERVICE] [subtree]"
        case .show: ":show [SERVICE]"
        case .fold: ":fold [N]"
        case .save, .saveOver: ":\(rawValue) [FORMAT] FILE"
        case .columns: ":columns [NAME,…]"
        case .colour: ":colour [KEY]"
        }
    }

    package var explanation: String {
        switch self {
        case .services: "the list of services"
        case .operations: "the operations of a service"
        case .traces: "traces that match; QUERY is written as in the query line"
        case .errors: "failures by where they began, of this screen's service or query"
        case .monitor: "rate, errors and latency over time, 15m to 24h back"
        case .trace: "one trace: hex, base64, traceparent or a Jaeger UI address"
        case .story: "the open trace in a few sentences"
        case .hide: "hide spans of a service in the trace, with subtree what is below them too"
        case .show: "show a hidden service again, or all"
        case .archive: "keep the open trace in the server's archive, where it outlives others"
        case .fold:
            "in a trace, one row stands for N equal siblings or more; without N, says how many"
        case .save: "write the marked traces, or all shown, to a file; FORMAT is \(Self.formats)"
        case .saveOver: "the same; replaces a file that exists"
        case .columns:
            "show these columns of the list; usual shows the usual ones; without names, lists them"
        case .colour:
            "colour traces by an attribute, kind, operation or status; without KEY by service again"
        case .status: "the whole text of the lines at the foot"
        case .messages: "all messages of this run, with their full text"
        case .help: "every key and command"
        case .utc: "times in UTC"
        case .local: "times in the local zone"
        case .quit: "quit; so does :q"
        }
    }

    var argument: Argument {
        switch self {
        case .traces: .query
        case .errors: .serviceOrQuery
        case .operations, .monitor, .hide, .show: .service
        case .colour: .attribute
        case .services, .trace, .story, .fold, .archive, .save, .saveOver, .columns, .status,
            .messages,
            .help, .utc,
            .local,
            .quit:
            .none
        }
    }

    /// Every line of the help: the commands, and that a number goes to a row.
    package static var lines: [(usage: String, explanation: String)] {
        [
            (":N", "row N"),
            (":ID", "the trace of that id; an id or address that is pasted opens it as well"),
        ] + allCases.map { ($0.usage, $0.explanation) }
    }

    private static let otherNames: [String: PromptCommand] = ["q": .quit, "color": .colour]

    /// The command of that name, or its short name.
    init?(name: String) {
        self.init(rawValue: Self.otherNames[name]?.rawValue ?? name)
    }

    /// The names that complete `prefix`.
    package static func names(startingWith prefix: String) -> [String] {
        allCases.map(\.rawValue).filter { $0.hasPrefix(prefix) }
    }

    /// Runs the command with what was typed behind its name.
    func run(_ argument: String, of subject: Subject, _ context: inout ScreenContext) {
        switch self {
        case .quit: context.add(.quit)
        case .services: context.openServices()
        case .operations where argument.isEmpty, .trace where argument.isEmpty:
            context.tellUsage(of: self)
        case .operations: context.openOperations(argument)
        case .traces: context.openTraces(query: argument)
        case .errors: context.openErrors(argument, of: subject.terms)
        case .monitor:
            var terms = subject.terms
            terms.service = subject.service ?? terms.service
            context.openMonitor(argument, of: terms)
        case .trace: context.openNamed(argument)
        case .story: context.add(.perform(.viewStory))
        case .hide: context.hide(argument)
        case .show: context.add(.order(.show(argument)))
        case .fold: context.foldSiblings(from: argument)
        case .archive: context.add(.order(.archive))
        case .save: context.save(subject.savable, argument, overwrites: false)
        case .saveOver: context.save(subject.savable, argument, overwrites: true)
        case .columns: context.chooseColumns(argument, of: subject.columns)
        case .colour: context.color(by: argument, in: subject.trace)
        case .status:
            context.openValue(
                StatusLines.clauses(subject.status).joined(separator: "\n"),
                title: "status"
            )
        case .messages: context.openMessages()
        case .help: context.add(.perform(.help))
        case .utc: context.show(utc: true)
        case .local: context.show(utc: false)
        }
    }
}

extension ScreenContext {
    mutating func tellUsage(of command: PromptCommand) {
        tell(.error, "Write \(command.usage).")
    }

    mutating func show(utc: Bool) {
        settings.usesUTC = utc
        say("Times are in \(zone.name(now)) now.")
    }
}
