package import Configuration
package import TraceModel

/// What a command line asks for, typed and checked as far as no server is needed.
package struct Invocation: Sendable {
    package var command: Command
    /// The settings given as flags or meant by words; `ResolvedSettings.resolve` takes them.
    package var flags: FlagValues
}

/// What is to be done.
package enum Command: Sendable {
    /// Draw the explorer; needs a terminal.
    case explore(ExplorerSubject)
    case services(OutputFormat)
    case operations(service: String, OutputFormat)
    case traces(TracesRequest)
    case trace(TraceRequest)
    case span(SpanRequest)
    case config(OutputFormat)
    case completion(Shell)
    case manual
    /// Help of one command, or of the program.
    case help(CommandWord?)
    case version
}

/// What the explorer opens with.
package enum ExplorerSubject: Sendable, Equatable {
    /// The services of the server that the settings name.
    case server
    /// One trace of that server.
    case trace(TraceIDText)
    /// Files and folders, at least one.
    case sources([TraceSource])
}

/// Where traces are read from instead of a server.
package enum TraceSource: Sendable, Equatable {
    case standardInput
    case path(String)
}

/// A search, in the words it was typed in; times and durations are for the query language to read.
package struct TracesRequest: Sendable, Equatable {
    package var service: TypedText?
    /// `key=value` words of the query language, in order.
    package var terms: [TypedText]
    package var operation: TypedText?
    package var tags: [TypedText]
    package var minDuration: TypedText?
    package var maxDuration: TypedText?
    package var last: TypedText?
    package var from: TypedText?
    package var to: TypedText?
    package var errorsOnly: Bool
    package var output: OutputFormat
}

package struct TraceRequest: Sendable, Equatable {
    package var trace: TraceIDText
    /// Whether times are shown as recorded, without the adjustment for clock skew.
    package var raw: Bool
    package var output: OutputFormat
}

package struct SpanRequest: Sendable, Equatable {
    package var trace: TraceIDText
    package var span: SpanID
    package var raw: Bool
    package var output: OutputFormat
}
